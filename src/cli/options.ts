import { InvalidArgumentError, Option } from 'commander';

/** An option that takes a number, `1e5` included; the room behind the command checks its range. */
export function numberOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser(parseNumber);
}

/** An option that takes a list of numbers, `3,5,7`. */
export function numbersOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => text.split(',').map(parseNumber));
}

export function tiesOption(): Option {
  return new Option('--ties <rule>', 'an even number of votes: refuse it, or toss a coin').choices(['reject', 'coin']);
}

export function dependenceOption(): Option {
  return new Option('--dependence <model>', 'where the correlation comes from').choices(['shared', 'betaBinomial']);
}

export function jsonOption(): Option {
  return new Option('--json', 'print JSON for programs instead of a report');
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

/** The options that were given: one left out is absent and not `undefined`. */
export function given<Options extends object>(options: Options): Given<Options> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<Options>;
}

type Given<Options> = {
  [Name in keyof Options as undefined extends Options[Name] ? never : Name]: Options[Name];
} & {
  [Name in keyof Options as undefined extends Options[Name] ? Name : never]?: Exclude<Options[Name], undefined>;
};
