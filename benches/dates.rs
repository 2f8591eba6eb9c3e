//! Speed of the date grammar over long invented prose: `cargo bench --bench dates`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onomast::dates::{self, Options, Scope};
use onomast::text::Document;

/// Prose of about a megabyte, with about as many dates as a history paper has.
fn prose() -> String {
    const PARAGRAPH: &str = "The commission met for the first time in early July 1950, when the harbour \
        was still closed and the ships of three nations lay outside the bar. On July 12 its chairman \
        wrote to the capital that nothing could be done before the autumn; the answer, dated August 3, \
        was short. Nobody had counted the 1,950 tons of grain in the sheds, and the 340 men who guarded \
        them were paid in kind. Between April 10 and 25 of the following year the sheds were emptied, \
        the roads mended, and the telegraph line carried over the pass to the mining towns. A later \
        study (London, 1987) doubts the figures, but not the story that the old people tell. The \
        council of the province had been dissolved, its papers burned or sold, and its clerks sent \
        home with a month of wages and a letter of thanks that none of them could read.\n\n";
    PARAGRAPH.repeat(1 << 10)
}

fn find(criterion: &mut Criterion) {
    let text = prose();
    let document = Document::new(text.clone());
    let mut group = criterion.benchmark_group("dates");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.sample_size(10);
    for (name, scope) in [("calendar", Scope::Calendar), ("timex3", Scope::Timex3)] {
        let options = Options { scope, published: None };
        group.bench_function(name, |bench| {
            bench.iter(|| dates::find(black_box(&document), &options));
        });
    }
    // A text made to be slow: one endless list.
    let list = Document::new("early June, late July, ".repeat(20_000));
    group.throughput(Throughput::Bytes(list.raw().len() as u64));
    group.bench_function("endless-list", |bench| {
        bench.iter(|| dates::find(black_box(&list), &Options::default()));
    });
    group.finish();
}

criterion_group!(benches, find);
criterion_main!(benches);
