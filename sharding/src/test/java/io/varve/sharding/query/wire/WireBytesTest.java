package io.varve.sharding.query.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.Labels;
import io.varve.model.Sample;
import io.varve.promql.engine.Engine;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.engine.QueryOptions;
import io.varve.promql.engine.QueryResult;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.gather.FragmentCodec;
import io.varve.promql.gather.FragmentRequest;
import io.varve.promql.gather.FrameSource;
import io.varve.promql.gather.ShardAnswer;
import io.varve.promql.script.MemoryStorage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What can be done on the shards is: little travels where little comes of much. */
class WireBytesTest {
  private static final int INSTANCES = 200;

  private final MemoryStorage storage = new MemoryStorage(16);
  private final KryoFragmentCodec codec = new KryoFragmentCodec();
  private long answered;

  WireBytesTest() {
    for (int i = 0; i < INSTANCES; i++) {
      String instance = Integer.toString(i);
      for (String name : new String[] {"x", "y"}) {
        add(Labels.of("__name__", name, "job", "j", "instance", instance));
      }
      for (String le : new String[] {"0.1", "0.5", "1", "5", "10", "+Inf"}) {
        add(Labels.of("__name__", "h_bucket", "instance", instance, "le", le));
      }
    }
  }

  private void add(Labels labels) {
    for (int t = 0; t <= 100; t++) {
      storage.add(labels, Sample.of(t * 15_000L, t));
    }
  }

  /** Returns how many bytes the shards answer with. */
  private long bytes(String query) {
    answered = 0;
    Engine engine =
        new Engine(EngineSettings.DEFAULT, MemoryPool.UNLIMITED, Runnable::run)
            .through(new Counting());
    try (QueryResult.Matrix result =
        (QueryResult.Matrix)
            engine.range(storage, query, 0, 1_500_000, 15_000, QueryOptions.defaults())) {
      while (result.next()) {
        assertThat(result.samples().size()).isPositive();
      }
    }
    return answered;
  }

  @Test
  void aggregationsTravelAsStates() {
    long series = bytes("x");
    assertThat(series).isGreaterThan(INSTANCES * 101 * 8);
    assertThat(bytes("sum by (job) (rate(x[5m]))")).isLessThan(series / 3);
    assertThat(bytes("max(x)")).isLessThan(series / 6);
    assertThat(bytes("topk(1, x + y)")).isLessThan(series / 3);
    assertThat(bytes("absent(x)")).isLessThan(series / 50);
  }

  @Test
  void joinsAndHistogramsTravelAsTheirResults() {
    long series = bytes("x");
    assertThat(bytes("x / y")).isLessThan(series + 1000);
    assertThat(bytes("histogram_quantile(0.9, h_bucket)")).isLessThan(series + 1000);
    assertThat(bytes("h_bucket")).isGreaterThan(5 * series);
  }

  @Test
  void whatIsTheSameAtEachStepTravelsOnce() {
    assertThat(bytes("x @ 600")).isLessThan(bytes("x") / 10);
  }

  /** The real codec, with answers counted. */
  private final class Counting implements FragmentCodec {
    @Override
    public FrameSource encode(FragmentRequest request) {
      return codec.encode(request);
    }

    @Override
    public FragmentRequest decodeRequest(FrameSource frames) {
      return codec.decodeRequest(frames);
    }

    @Override
    public FrameSource encode(ShardAnswer answer) {
      FrameSource frames = codec.encode(answer);
      return new FrameSource() {
        @Override
        public byte @Nullable [] next() {
          byte[] frame = frames.next();
          answered += frame == null ? 0 : frame.length;
          return frame;
        }

        @Override
        public void close() {
          frames.close();
        }
      };
    }

    @Override
    public ShardAnswer decodeAnswer(int shard, FragmentRequest request, FrameSource frames) {
      return codec.decodeAnswer(shard, request, frames);
    }
  }
}
