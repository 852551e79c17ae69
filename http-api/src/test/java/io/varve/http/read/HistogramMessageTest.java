package io.varve.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.varve.http.proto.v1.BucketSpan;
import io.varve.http.proto.v1.Histogram;
import io.varve.model.CounterResetHint;
import io.varve.model.NativeHistogram;
import io.varve.model.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protobuf's own code reads what is written. */
final class HistogramMessageTest {
  private static final io.varve.model.Histogram INTEGERS =
      new io.varve.model.Histogram(
          -3,
          0.001,
          4,
          11,
          -1.5,
          List.of(new Span(-2, 1), new Span(3, 1)),
          List.of(new Span(0, 2)),
          new long[] {3, -1},
          new long[] {1, 0},
          new double[0],
          CounterResetHint.GAUGE);

  private static Histogram read(NativeHistogram h) throws InvalidProtocolBufferException {
    return Histogram.parseFrom(new HistogramMessage().write(-7, h).toByteArray());
  }

  @Test
  void integers() throws InvalidProtocolBufferException {
    Histogram expected =
        Histogram.newBuilder()
            .setCountInt(11)
            .setSum(-1.5)
            .setSchema(-3)
            .setZeroThreshold(0.001)
            .setZeroCountInt(4)
            .addNegativeSpans(BucketSpan.newBuilder().setLength(2))
            .addAllNegativeDeltas(List.of(1L, 0L))
            .addPositiveSpans(BucketSpan.newBuilder().setOffset(-2).setLength(1))
            .addPositiveSpans(BucketSpan.newBuilder().setOffset(3).setLength(1))
            .addAllPositiveDeltas(List.of(3L, -1L))
            .setResetHint(3)
            .setTimestamp(-7)
            .build();
    assertThat(read(INTEGERS)).isEqualTo(expected);
  }

  @Test
  void floats() throws InvalidProtocolBufferException {
    Histogram found = read(INTEGERS.toFloat());
    assertThat(found.getCountFloat()).isEqualTo(11);
    assertThat(found.getZeroCountFloat()).isEqualTo(4);
    assertThat(found.getPositiveCountsList()).containsExactly(3.0, 2.0);
    assertThat(found.getNegativeCountsList()).containsExactly(1.0, 1.0);
    assertThat(found.getPositiveDeltasList()).isEmpty();
  }

  /** A choice that nothing was written of is another than one of zero. */
  @Test
  void zeroCountsAreWritten() throws InvalidProtocolBufferException {
    assertThat(read(io.varve.model.Histogram.stale()).hasCountInt()).isTrue();
    assertThat(read(io.varve.model.FloatHistogram.stale()).hasCountFloat()).isTrue();
    assertThat(read(io.varve.model.FloatHistogram.stale()).hasZeroCountFloat()).isTrue();
  }

  @Test
  void customBounds() throws InvalidProtocolBufferException {
    NativeHistogram custom =
        new io.varve.model.Histogram(
            -53,
            0,
            0,
            3,
            1,
            List.of(new Span(0, 1)),
            List.of(),
            new long[] {3},
            new long[0],
            new double[] {0.5, 2},
            CounterResetHint.UNKNOWN);
    assertThat(read(custom).getCustomValuesList()).containsExactly(0.5, 2.0);
    assertThat(read(custom).getSchema()).isEqualTo(-53);
  }
}
