fn main() {
    let mut args = std::env::args().skip(1);
    let o = phiabac::import::ImportOptions {
        from: args.next().unwrap().into(),
        to: args.next().unwrap().into(),
        only_licences: args
            .next()
            .map(|l| l.split(',').map(|x| x.parse().unwrap()).collect()),
    };
    match phiabac::import::run(&o) {
        Ok(r) => print!("{r}"),
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(1)
        }
    }
}
