//! Which vertices still stand where: a square grid over the vertices that have not been removed.

/// Points by cell; points can only leave.
pub struct Occupancy {
    origin: [i32; 2],
    shift: u32,
    columns: usize,
    rows: usize,
    /// Where each cell's points begin in `points`.
    starts: Vec<u32>,
    /// How many of them still stand.
    standing: Vec<u32>,
    /// Points in order of cells, those that stand first.
    points: Vec<u32>,
    /// Where each point is in `points`.
    position: Vec<u32>,
}

impl Occupancy {
    /// A grid in which the given points stand, each a number into `places`.
    pub fn of(places: &[[i32; 2]], standing: &[u32]) -> Self {
        let coordinates = |axis: usize| standing.iter().map(move |&p| places[p as usize][axis]);
        let origin = [0, 1].map(|axis| coordinates(axis).min().unwrap_or(0));
        let extent = [0, 1].map(|axis| {
            let most = coordinates(axis).max().unwrap_or(0);
            u64::from(most.abs_diff(origin[axis]))
        });
        // The finest cells of which there are at most four a point.
        let budget = 4 * standing.len() as u64 + 64;
        let cells = |shift: u32| ((extent[0] >> shift) + 1) * ((extent[1] >> shift) + 1);
        let shift = (0..32).find(|&s| cells(s) <= budget).unwrap_or(31);
        let columns = (extent[0] >> shift) as usize + 1;
        let rows = (extent[1] >> shift) as usize + 1;
        let mut grid = Self {
            origin,
            shift,
            columns,
            rows,
            starts: vec![0; columns * rows + 1],
            standing: vec![0; columns * rows],
            points: vec![0; standing.len()],
            position: vec![0; places.len()],
        };
        for &point in standing {
            let cell = grid.cell_of(places[point as usize]);
            grid.starts[cell + 1] += 1;
        }
        for cell in 0..columns * rows {
            grid.starts[cell + 1] += grid.starts[cell];
        }
        for &point in standing {
            let cell = grid.cell_of(places[point as usize]);
            let at = grid.starts[cell] + grid.standing[cell];
            grid.standing[cell] += 1;
            grid.points[at as usize] = point;
            grid.position[point as usize] = at;
        }
        grid
    }

    /// Takes a point away.
    pub fn remove(&mut self, point: u32, place: [i32; 2]) {
        let cell = self.cell_of(place);
        self.standing[cell] -= 1;
        let last = self.starts[cell] + self.standing[cell];
        let at = self.position[point as usize];
        self.points.swap(at as usize, last as usize);
        self.position[self.points[at as usize] as usize] = at;
        self.position[point as usize] = last;
    }

    /// The first standing point in the cells that a box (least corner, greatest corner) touches
    /// for which the test holds.
    pub fn find(
        &self,
        least: [i32; 2],
        most: [i32; 2],
        mut test: impl FnMut(u32) -> bool,
    ) -> Option<u32> {
        let [west, south] = self.column_and_row(least);
        let [east, north] = self.column_and_row(most);
        for row in south..=north {
            for cell in row * self.columns + west..=row * self.columns + east {
                let start = self.starts[cell] as usize;
                let standing = &self.points[start..start + self.standing[cell] as usize];
                if let Some(&point) = standing.iter().find(|&&point| test(point)) {
                    return Some(point);
                }
            }
        }
        None
    }

    fn cell_of(&self, place: [i32; 2]) -> usize {
        let [column, row] = self.column_and_row(place);
        row * self.columns + column
    }

    fn column_and_row(&self, place: [i32; 2]) -> [usize; 2] {
        let along = |axis: usize, count: usize| {
            let offset = i64::from(place[axis]) - i64::from(self.origin[axis]);
            ((offset.max(0) >> self.shift) as usize).min(count - 1)
        };
        [along(0, self.columns), along(1, self.rows)]
    }
}
