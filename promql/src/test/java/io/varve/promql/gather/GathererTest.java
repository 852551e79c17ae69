package io.varve.promql.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.Labels;
import io.varve.promql.ast.PosRange;
import io.varve.promql.exec.MemoryBudget;
import io.varve.promql.exec.MemoryPool;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.plan.Cut;
import io.varve.promql.plan.EvalSettings;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.Moment;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.plan.Selection;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.StepGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GathererTest {
  private static final int STEPS = 3;
  private static final Labels A = Labels.of("a", "1");
  private static final Labels B = Labels.of("a", "2");
  private static final Labels C = Labels.of("a", "3");

  private static SeriesOperator gather(FakeShards shards, boolean intact, Executor executor) {
    return gather(shards, intact, executor, new MemoryBudget(MemoryPool.UNLIMITED, 1 << 20));
  }

  private static SeriesOperator gather(
      FakeShards shards, boolean intact, Executor executor, MemoryBudget budget) {
    PlanNode select =
        new PlanNode.Select(
            new Selection(List.of(), Moment.STEP, false, false, false), new PosRange(0, 1));
    Fragment fragment = new Fragment(select, new StepGrid(0, 1, STEPS), EvalSettings.DEFAULT);
    return new Gatherer(shards, executor, new Annotations(), budget)
        .columns(
            new Cut(fragment, List.of(), intact), () -> new FragmentRequest(fragment, List.of()));
  }

  private static List<String> read(FakeShards shards, boolean intact) {
    return read(shards, intact, Runnable::run);
  }

  private static List<String> read(FakeShards shards, boolean intact, Executor executor) {
    List<String> lines = new ArrayList<>();
    try (SeriesOperator operator = gather(shards, intact, executor)) {
      SeriesHeaders headers = operator.open();
      Column column = new Column();
      for (int i = 0; operator.next(column); i++) {
        StringBuilder line = new StringBuilder(headers.labels(i).toString());
        for (int step = 0; step < STEPS; step++) {
          line.append(' ').append(column.has(step) ? column.get(step) : "-");
        }
        lines.add(line.toString());
      }
      assertThat(lines).hasSize(headers.size());
    }
    assertThat(shards.open).hasValue(0);
    return lines;
  }

  @Test
  void mergesTheShardsInTheOrderOfLabels() {
    FakeShards shards =
        new FakeShards(4)
            .add(1, A, 1.0, null, 2.0)
            .add(3, B, 3.0, 3.0, 3.0)
            .add(1, C, null, null, 4.0);
    assertThat(read(shards, true))
        .containsExactly("{a=\"1\"} 1.0 - 2.0", "{a=\"2\"} 3.0 3.0 3.0", "{a=\"3\"} - - 4.0");
  }

  @Test
  void makesOneSeriesOfThoseThatCompleteEachOther() {
    FakeShards shards =
        new FakeShards(3)
            .add(0, A, 1.0, null, null)
            .add(1, A, null, null, 3.0)
            .add(2, A, null, 2.0, null)
            .add(2, B, 7.0, 7.0, 7.0);
    assertThat(read(shards, false))
        .containsExactly("{a=\"1\"} 1.0 2.0 3.0", "{a=\"2\"} 7.0 7.0 7.0");
  }

  @Test
  void refusesEqualSeriesWithValuesAtTheSameStep() {
    FakeShards shards = new FakeShards(2).add(0, A, 1.0, null, 1.0).add(1, A, null, null, 1.0);
    assertThatThrownBy(() -> read(shards, false))
        .isInstanceOf(QueryException.class)
        .hasMessage("vector cannot contain metrics with the same labelset");
    assertThat(shards.open).hasValue(0);
  }

  @Test
  void readsMoreThanABatch() {
    FakeShards shards = new FakeShards(2);
    for (int i = 0; i < 500; i++) {
      shards.add(i % 2, Labels.of("a", "%03d".formatted(i)), (double) i, null, null);
    }
    assertThat(read(shards, true)).hasSize(500).element(321).isEqualTo("{a=\"321\"} 321.0 - -");
  }

  @Test
  void noticesShardsThatGiveLessOrMoreThanAnnounced() {
    for (int surplus : new int[] {-1, 1}) {
      FakeShards shards = new FakeShards(2).add(0, A, 1.0, 1.0, 1.0).add(1, B, 1.0, 1.0, 1.0);
      shards.surplus = surplus;
      assertThatThrownBy(() -> read(shards, true))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("than it announced");
      assertThat(shards.open).hasValue(0);
    }
  }

  @Test
  void noticesTheAnswerOfAnotherShard() {
    FakeShards shards = new FakeShards(2).add(0, A, 1.0, 1.0, 1.0);
    shards.firstShard = 1;
    assertThatThrownBy(() -> read(shards, true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shard 0 was asked");
    assertThat(shards.open).hasValue(0);
  }

  @Test
  void goesOnWithoutAnyThread() {
    FakeShards shards = new FakeShards(2).add(0, A, 1.0, 1.0, 1.0).add(1, B, 1.0, 1.0, 1.0);
    Executor busy = _ -> {};
    assertThat(read(shards, true, busy)).hasSize(2);
    Executor closed =
        _ -> {
          throw new RejectedExecutionException("closed");
        };
    assertThat(read(shards, true, closed)).hasSize(2);
  }

  @Test
  void chargesWhatItHolds() {
    FakeShards shards = new FakeShards(2);
    for (int i = 0; i < 100; i++) {
      shards.add(i % 2, Labels.of("a", "%03d".formatted(i)), 1.0, null, null);
    }
    AtomicLong held = new AtomicLong();
    MemoryPool pool =
        new MemoryPool() {
          @Override
          public boolean reserve(long bytes) {
            held.addAndGet(bytes);
            return true;
          }

          @Override
          public void release(long bytes) {
            held.addAndGet(-bytes);
          }
        };
    try (SeriesOperator operator =
        gather(shards, true, Runnable::run, new MemoryBudget(pool, 1 << 20))) {
      operator.open();
      assertThat(held.get()).isGreaterThan(100 * Column.bytes(STEPS));
    }
    assertThat(held).hasValue(0);
    SeriesOperator operator =
        gather(shards, true, Runnable::run, new MemoryBudget(pool, 100 * Column.bytes(STEPS)));
    assertThatThrownBy(
            () -> {
              operator.open();
              operator.next(new Column());
            })
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("varve.query.max-memory");
    operator.close();
    assertThat(shards.open).hasValue(0);
  }

  @Test
  void asksNobodyBeforeItIsOpened() {
    FakeShards shards = new FakeShards(2);
    gather(shards, true, Runnable::run).close();
    assertThat(shards.open).hasValue(0);
  }
}
