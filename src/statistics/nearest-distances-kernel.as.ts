/**
 * The k least squared distances from a block of points to a block of others, merged with what earlier blocks left. Two
 * points against four others at a time: a vector holds the sums of two others, so every sum runs over the coordinates
 * from the first to the last, exactly as a plain loop would add it.
 *
 * The host writes the points row by row to POINTS, the others in pairs (coordinate by coordinate, both of a pair beside
 * each other) to OTHERS, and before the first block of others infinities to NEAREST, k a point, ascending afterwards.
 */
export const NEAREST: usize = 4096;
export const POINTS: usize = NEAREST + 65536;
export const OTHERS: usize = POINTS + 86016;

/**
 * @param points - even
 * @param others - a multiple of four
 * @param self - the other that is the first point itself, and so on for the next ones; out of range if none is
 */
export function compare(points: i32, others: i32, dimension: i32, k: i32, self: i32): void {
  const row: usize = dimension * 8;
  for (let i: i32 = 0; i < points; i += 2) {
    const first: usize = POINTS + <usize>i * row;
    const last: usize = first + row;
    for (let j: i32 = 0; j < others; j += 4) {
      let left = OTHERS + <usize>j * row;
      let right = left + 2 * row;
      let a = f64x2.splat(0);
      let b = f64x2.splat(0);
      let c = f64x2.splat(0);
      let d = f64x2.splat(0);
      for (let at = first; at < last; at += 8) {
        const x = v128.load64_splat(at);
        const y = v128.load64_splat(at + row);
        const l = v128.load(left);
        const r = v128.load(right);
        left += 16;
        right += 16;
        const xl = f64x2.sub(x, l);
        const xr = f64x2.sub(x, r);
        const yl = f64x2.sub(y, l);
        const yr = f64x2.sub(y, r);
        a = f64x2.add(a, f64x2.mul(xl, xl));
        b = f64x2.add(b, f64x2.mul(xr, xr));
        c = f64x2.add(c, f64x2.mul(yl, yl));
        d = f64x2.add(d, f64x2.mul(yr, yr));
      }
      take(i, k, a, b, j, i + self);
      take(i + 1, k, c, d, j, i + 1 + self);
    }
  }
}

// @ts-ignore: decorator
@inline
function take(point: i32, k: i32, near: v128, far: v128, other: i32, self: i32): void {
  const list: usize = NEAREST + <usize>(point * k) * 8;
  const limit = f64x2.splat(load<f64>(list + <usize>(k - 1) * 8));
  // Padding is NaN, which is less than nothing.
  if (!v128.any_true(v128.or(f64x2.lt(near, limit), f64x2.lt(far, limit)))) return;
  if (other != self) insert(list, k, f64x2.extract_lane(near, 0));
  if (other + 1 != self) insert(list, k, f64x2.extract_lane(near, 1));
  if (other + 2 != self) insert(list, k, f64x2.extract_lane(far, 0));
  if (other + 3 != self) insert(list, k, f64x2.extract_lane(far, 1));
}

function insert(list: usize, k: i32, square: f64): void {
  let at = list + <usize>(k - 1) * 8;
  if (!(square < load<f64>(at))) return;
  while (at > list && load<f64>(at - 8) > square) {
    store<f64>(at, load<f64>(at - 8));
    at -= 8;
  }
  store<f64>(at, square);
}
