package io.varve.promql.gather;

import io.varve.promql.exec.SampleOperator;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;

/** The range vector that all shards together answer to a fragment. */
final class SampleGather implements SampleOperator {
  /** A series' samples are of any number: few are read ahead. */
  private static final int BATCH = 4;

  private final SeriesGather<ShardAnswer.Samples, SeriesSamples> gather;

  SampleGather(SeriesGather<ShardAnswer.Samples, SeriesSamples> gather) {
    this.gather = gather;
  }

  /** How samples are read. */
  static SeriesGather.Kind<ShardAnswer.Samples, SeriesSamples> kind() {
    return new SeriesGather.Kind<>(
        ShardAnswer.Samples.class,
        answer -> answer.series().open(),
        (answer, samples) -> answer.series().next(samples),
        SeriesSamples::new,
        SeriesSamples::bytes,
        BATCH);
  }

  @Override
  public SeriesHeaders open() {
    return gather.open();
  }

  @Override
  public boolean next(SeriesSamples into) {
    SeriesSamples samples = gather.next();
    if (samples == null) {
      return false;
    }
    into.copyFrom(samples);
    return true;
  }

  @Override
  public void close() {
    gather.close();
  }
}
