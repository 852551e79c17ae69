package io.varve.sharding.query.wire;

import io.varve.model.Labels;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.gather.ShardAnswer;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Answers made of what they consist of. */
final class Answer {
  private Answer() {}

  static SeriesHeaders headers(int count) {
    List<Labels> labels =
        IntStream.range(0, count)
            .mapToObj(
                i -> Labels.of("__name__", "x", "a", "%07d".formatted(i / 2), "b", "ü" + i % 2))
            .toList();
    BitSet dropName = new BitSet();
    IntStream.range(0, count).filter(i -> i % 3 == 0).forEach(dropName::set);
    return new SeriesHeaders(labels, dropName);
  }

  static ShardAnswer columns(
      int shard, SeriesHeaders headers, List<Column> columns, Annotations annotations) {
    Iterator<Column> rest = columns.iterator();
    return new ShardAnswer.Columns(
        shard,
        new SeriesOperator() {
          @Override
          public SeriesHeaders open() {
            return headers;
          }

          @Override
          public boolean next(Column into) {
            if (!rest.hasNext()) {
              return false;
            }
            into.copyFrom(rest.next());
            return true;
          }

          @Override
          public void close() {}
        },
        annotations);
  }

  static ShardAnswer samples(int shard, SeriesHeaders headers, List<SeriesSamples> samples) {
    Iterator<SeriesSamples> rest = samples.iterator();
    return new ShardAnswer.Samples(
        shard,
        new SampleOperator() {
          @Override
          public SeriesHeaders open() {
            return headers;
          }

          @Override
          public boolean next(SeriesSamples into) {
            if (!rest.hasNext()) {
              return false;
            }
            into.clear();
            SeriesSamples from = rest.next();
            for (int i = 0; i < from.size(); i++) {
              into.add(from.time(i), from.value(i));
            }
            return true;
          }

          @Override
          public void close() {}
        },
        new Annotations());
  }

  static ShardAnswer failing(RuntimeException failure) {
    return new ShardAnswer.Columns(
        3,
        new SeriesOperator() {
          @Override
          public SeriesHeaders open() {
            throw failure;
          }

          @Override
          public boolean next(Column into) {
            return false;
          }

          @Override
          public void close() {}
        },
        new Annotations());
  }
}
