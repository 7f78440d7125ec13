import { checkProbability } from '../../foundation/index.js';

/** Skill of each of the four scripted modules, in [0, 1]: 0 gets nothing right but by luck, 1 makes no mistake. */
export interface Skills {
  readonly planner: number;
  readonly reasoner: number;
  readonly actor: number;
  readonly reflector: number;
}

/** Skills, checked. */
export function checkSkills({ planner, reasoner, actor, reflector }: Skills): Skills {
  return {
    planner: checkProbability('skills.planner', planner),
    reasoner: checkProbability('skills.reasoner', reasoner),
    actor: checkProbability('skills.actor', actor),
    reflector: checkProbability('skills.reflector', reflector),
  };
}
