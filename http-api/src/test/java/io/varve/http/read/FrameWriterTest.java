package io.varve.http.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.http.proto.v1.ChunkedReadResponse;
import io.varve.http.proto.v1.ReadResponse;
import io.varve.http.proto.v1.Sample;
import io.varve.model.Crc32c;
import io.varve.model.Labels;
import io.varve.model.NativeHistogram;
import io.varve.model.ValueKind;
import io.varve.sharding.query.SampleCursor;
import io.varve.sharding.query.SeriesSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** Bytes of both forms of an answer, as protobuf's own code reads them. */
final class FrameWriterTest {
  @Test
  void theExampleOfThePackageDocumentation() {
    FrameWriter writer = new FrameWriter(new Counting(1, 2), 1, 1_000);
    byte[] frame = writer.next().orElseThrow().toArray();
    assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(frame))
        .isEqualTo(
            "2A 77 B7 46 FA "
                + "0A 26 "
                + "0A 0D 0A 08 5F 5F 6E 61 6D 65 5F 5F 12 01 6D "
                + "12 15 10 01 18 01 22 0F "
                + "00 02 00 00 00 00 00 00 00 00 00 01 C4 57 FE "
                + "10 01");
    assertThat(writer.next()).isEmpty();
  }

  @Test
  void aSeriesIsSplitIntoFramesAndEachHasItsLabels() throws IOException {
    FrameWriter writer = new FrameWriter(new Counting(3, 10_000), 2, 500);
    int samples = 0;
    int frames = 0;
    for (var frame = writer.next(); frame.isPresent(); frame = writer.next()) {
      ByteBuffer bytes = frame.get().asByteBuffer();
      int length = bytes.get() & 0x7F;
      length |= bytes.get(0) < 0 ? bytes.get() << 7 : 0;
      int crc = bytes.getInt();
      byte[] message = new byte[length];
      bytes.get(message);
      assertThat(bytes.hasRemaining()).isFalse();
      assertThat(Crc32c.of(message)).isEqualTo(crc);
      ChunkedReadResponse response = ChunkedReadResponse.parseFrom(message);
      assertThat(response.getQueryIndex()).isEqualTo(2);
      assertThat(response.getChunkedSeries(0).getLabels(0).getName()).isEqualTo("__name__");
      for (var chunk : response.getChunkedSeries(0).getChunksList()) {
        assertThat(chunk.getType()).isEqualTo(1);
        samples += (int) (chunk.getMaxTimeMs() - chunk.getMinTimeMs() + 1);
      }
      frames++;
    }
    assertThat(samples).isEqualTo(30_000);
    assertThat(frames).isGreaterThan(30);
  }

  @Test
  void samplesAsOneMessage() throws IOException {
    SamplesResponse response = new SamplesResponse(10_000);
    response.add(new Counting(2, 3));
    response.add(new Counting(0, 0));
    ReadResponse read = ReadResponse.parseFrom(Snappy.uncompress(response.compressed()));
    assertThat(read.getResultsList()).hasSize(2);
    assertThat(read.getResults(0).getTimeseriesList()).hasSize(2);
    assertThat(read.getResults(0).getTimeseries(1).getLabels(0).getValue()).isEqualTo("mm");
    assertThat(read.getResults(0).getTimeseries(1).getSamplesList())
        .containsExactly(sample(0), sample(1), sample(2));
    assertThat(read.getResults(1).getTimeseriesList()).isEmpty();
  }

  private static Sample sample(int i) {
    return Sample.newBuilder().setTimestamp(i).setValue(i).build();
  }

  /** Series m, mm, mmm… with times and values 0, 1, 2… */
  private static final class Counting implements SeriesSet {
    private final int series;
    private final int samples;
    private int atSeries;
    private int atSample;

    Counting(int series, int samples) {
      this.series = series;
      this.samples = samples;
    }

    @Override
    public Labels labels() {
      return Labels.of("__name__", "m".repeat(atSeries));
    }

    @Override
    public SampleCursor samples() {
      atSample = -1;
      return new SampleCursor() {
        @Override
        public boolean next() {
          return ++atSample < samples;
        }

        @Override
        public long t() {
          return atSample;
        }

        @Override
        public ValueKind kind() {
          return ValueKind.FLOAT;
        }

        @Override
        public long valueBits() {
          return Double.doubleToRawLongBits(atSample);
        }

        @Override
        public NativeHistogram histogram() {
          throw new IllegalStateException("a float is no histogram");
        }
      };
    }

    @Override
    public boolean next() {
      return ++atSeries <= series;
    }

    @Override
    public void close() {
      atSeries = series;
    }
  }
}
