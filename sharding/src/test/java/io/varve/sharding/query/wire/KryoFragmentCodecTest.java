package io.varve.sharding.query.wire;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.CounterResetHint;
import io.varve.model.DecodeException;
import io.varve.model.ErrorCode;
import io.varve.model.FloatHistogram;
import io.varve.model.Span;
import io.varve.model.VarveException;
import io.varve.promql.ast.PosRange;
import io.varve.promql.gather.FragmentRequest;
import io.varve.promql.gather.FrameSource;
import io.varve.promql.gather.ShardAnswer;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.QueryTimes;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.Remarks;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KryoFragmentCodecTest {
  private static final int SHARD = 3;

  @RegisterExtension final SeededRandom random = new SeededRandom();

  private final KryoFragmentCodec codec = new KryoFragmentCodec();

  private static FragmentRequest request(int steps) {
    Fragment fragment =
        Fragments.plan("x", new QueryTimes(0, steps - 1, 1)).cuts().getFirst().fragment();
    return new FragmentRequest(fragment, List.of());
  }

  private static List<byte[]> frames(FrameSource source) {
    List<byte[]> frames = new ArrayList<>();
    for (byte[] f = source.next(); f != null; f = source.next()) {
      frames.add(f);
    }
    return frames;
  }

  private static FrameSource source(List<byte[]> frames) {
    Iterator<byte[]> rest = frames.iterator();
    return new FrameSource() {
      @Override
      public byte[] next() {
        return rest.hasNext() ? rest.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  private Column column(int steps, double density) {
    Column column = new Column(steps);
    for (int i = 0; i < steps; i++) {
      if (random.nextDouble() < density) {
        column.set(i, random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian());
      }
    }
    return column;
  }

  private FloatHistogram histogram() {
    return new FloatHistogram(
        random.nextInt(3),
        0.5,
        0,
        random.nextInt(9),
        random.nextGaussian(),
        List.of(new Span(1, 2)),
        List.of(),
        random.doubles(2).toArray(),
        new double[0],
        new double[0],
        CounterResetHint.fromCode(random.nextInt(4)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 65, 1000})
  void carriesHistograms(int steps) {
    Column sent = new Column(steps);
    SeriesSamples samples = new SeriesSamples();
    for (int i = 0; i < steps; i++) {
      switch (random.nextInt(3)) {
        case 0 -> {
          sent.set(i, i);
          samples.add(i, (double) i);
        }
        case 1 -> {
          FloatHistogram h = histogram();
          sent.set(i, h);
          samples.add(i, h);
        }
        default -> {}
      }
    }
    Column column = new Column();
    Numbers.column(ByteBuffer.wrap(Numbers.column(sent)).order(LITTLE_ENDIAN), steps, column);
    assertEqual(column, sent);
    for (int i = sent.next(0); i < steps; i = sent.next(i + 1)) {
      assertThat(column.histogram(i)).isEqualTo(sent.histogram(i));
    }
    SeriesSamples read = new SeriesSamples();
    Numbers.samples(ByteBuffer.wrap(Numbers.samples(samples)).order(LITTLE_ENDIAN), read);
    assertThat(read.size()).isEqualTo(samples.size());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.time(i)).isEqualTo(samples.time(i));
      assertThat(read.value(i)).isEqualTo(samples.value(i));
      assertThat(read.histogram(i)).isEqualTo(samples.histogram(i));
    }
  }

  private static void assertEqual(Column actual, Column expected) {
    assertThat(actual.steps()).isEqualTo(expected.steps());
    for (int i = 0; i < expected.steps(); i++) {
      assertThat(actual.has(i)).isEqualTo(expected.has(i));
      if (expected.has(i)) {
        assertThat(Double.doubleToRawLongBits(actual.get(i)))
            .isEqualTo(Double.doubleToRawLongBits(expected.get(i)));
      }
    }
  }

  private static void assertEqual(SeriesHeaders actual, SeriesHeaders expected) {
    assertThat(actual.labels()).isEqualTo(expected.labels());
    assertThat(actual.dropName()).isEqualTo(expected.dropName());
  }

  @Test
  void carriesRequests() {
    double[] large = random.doubles(20_000).toArray();
    for (String query : Fragments.QUERIES) {
      for (Fragment fragment : Fragments.of(query)) {
        FragmentRequest sent = new FragmentRequest(fragment, List.of(large, new double[] {1, 2}));
        List<byte[]> frames = frames(codec.encode(sent));
        assertThat(frames).allMatch(f -> f.length <= Frame.MAX_BYTES);
        FragmentRequest arrived = codec.decodeRequest(source(frames));
        assertThat(arrived.fragment()).isEqualTo(fragment);
        assertThat(arrived.inputs()).hasSize(2);
        assertThat(arrived.inputs().getFirst()).containsExactly(large);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 1000, 50_000})
  void carriesColumns(int steps) {
    int count = steps < 1000 ? 2000 : 12;
    SeriesHeaders headers = Answer.headers(count);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(column(steps, new double[] {0, 0.3, 1}[i % 3]));
    }
    Annotations annotations = new Annotations();
    annotations.add(Remarks.possibleNonCounter("x", new PosRange(1, 2)));
    List<byte[]> frames =
        frames(codec.encode(Answer.columns(SHARD, headers, columns, annotations)));
    assertThat(frames).allMatch(f -> f.length <= Frame.MAX_BYTES);

    var arrived = (ShardAnswer.Columns) codec.decodeAnswer(SHARD, request(steps), source(frames));
    assertEqual(arrived.series().open(), headers);
    Column read = new Column();
    for (Column sent : columns) {
      assertThat(arrived.series().next(read)).isTrue();
      assertEqual(read, sent);
    }
    assertThat(arrived.series().next(read)).isFalse();
    assertThat(arrived.series().next(read)).isFalse();
    assertThat(arrived.annotations().values()).isEqualTo(annotations.values());
  }

  @Test
  void carriesSamples() {
    SeriesHeaders headers = Answer.headers(20);
    List<SeriesSamples> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      SeriesSamples samples = new SeriesSamples();
      for (int t = 0; t < i * 1000; t++) {
        samples.add(t * 15_000L, random.nextGaussian());
      }
      all.add(samples);
    }
    FragmentRequest request = new FragmentRequest(Fragments.instant("x[5m]"), List.of());
    FrameSource frames = codec.encode(Answer.samples(SHARD, headers, all));
    var arrived = (ShardAnswer.Samples) codec.decodeAnswer(SHARD, request, frames);
    assertEqual(arrived.series().open(), headers);
    SeriesSamples read = new SeriesSamples();
    for (SeriesSamples sent : all) {
      assertThat(arrived.series().next(read)).isTrue();
      assertThat(read.size()).isEqualTo(sent.size());
      for (int i = 0; i < sent.size(); i++) {
        assertThat(read.time(i)).isEqualTo(sent.time(i));
        assertThat(read.value(i)).isEqualTo(sent.value(i));
      }
    }
    assertThat(arrived.series().next(read)).isFalse();
  }

  @Test
  void carriesFailures() {
    var failed =
        (ShardAnswer.Columns)
            codec.decodeAnswer(
                SHARD, request(1), codec.encode(Answer.failing(QueryException.tooManySamples(7))));
    assertThatThrownBy(() -> failed.series().open())
        .isInstanceOf(QueryException.class)
        .hasMessage(QueryException.tooManySamples(7).getMessage())
        .extracting(e -> ((VarveException) e).code())
        .isEqualTo(ErrorCode.QUERY_LIMIT);

    var broken =
        (ShardAnswer.Columns)
            codec.decodeAnswer(
                SHARD, request(1), codec.encode(Answer.failing(new IllegalStateException("bug"))));
    assertThatThrownBy(() -> broken.series().open())
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("bug")
        .extracting(e -> ((VarveException) e).code())
        .isEqualTo(ErrorCode.INTERNAL);
  }

  private List<byte[]> answer() {
    SeriesHeaders headers = Answer.headers(3000);
    List<Column> columns = new ArrayList<>();
    headers.labels().forEach(l -> columns.add(column(10, 0.5)));
    List<byte[]> frames =
        frames(codec.encode(Answer.columns(SHARD, headers, columns, new Annotations())));
    assertThat(frames).hasSizeGreaterThan(2);
    return frames;
  }

  private void read(List<byte[]> frames, int shard) {
    var answer = (ShardAnswer.Columns) codec.decodeAnswer(shard, request(10), source(frames));
    answer.series().open();
    Column column = new Column();
    while (answer.series().next(column)) {
      assertThat(column.steps()).isEqualTo(10);
    }
  }

  @Test
  void noticesMessagesThatAreMissingOrComeTwice() {
    List<byte[]> frames = answer();
    read(frames, SHARD);
    for (int i = 0; i < frames.size(); i++) {
      List<byte[]> missing = new ArrayList<>(frames);
      missing.remove(i);
      assertThatThrownBy(() -> read(missing, SHARD)).isInstanceOf(DecodeException.class);
      List<byte[]> twice = new ArrayList<>(frames);
      twice.add(i, frames.get(i));
      if (i < frames.size() - 1) {
        assertThatThrownBy(() -> read(twice, SHARD)).isInstanceOf(DecodeException.class);
      }
    }
  }

  @Test
  void noticesTheAnswerOfAnotherShardOrKind() {
    List<byte[]> frames = answer();
    assertThatThrownBy(() -> read(frames, SHARD + 1)).isInstanceOf(DecodeException.class);
    FragmentRequest request = new FragmentRequest(Fragments.instant("x[5m]"), List.of());
    var samples = (ShardAnswer.Samples) codec.decodeAnswer(SHARD, request, source(frames));
    assertThatThrownBy(() -> samples.series().open()).isInstanceOf(DecodeException.class);
  }

  @Test
  void throwsNothingElseWhateverTheBytes() {
    List<byte[]> frames = answer();
    for (int i = 0; i < Scale.of(60, 5000); i++) {
      List<byte[]> broken = new ArrayList<>();
      frames.forEach(f -> broken.add(f.clone()));
      for (int k = random.nextInt(4); k >= 0; k--) {
        byte[] frame = broken.get(random.nextInt(broken.size()));
        frame[random.nextInt(Math.min(frame.length, 200))] = (byte) random.nextInt();
      }
      try {
        read(broken, SHARD);
      } catch (VarveException _) {
        // A broken answer, or a failure that the changed bytes happen to tell of.
      }
    }
  }
}
