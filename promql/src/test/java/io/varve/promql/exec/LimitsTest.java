package io.varve.promql.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.varve.model.ErrorCode;
import io.varve.promql.value.QueryException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LimitsTest {
  /** A pool with an end. */
  private static final class SmallPool implements MemoryPool {
    final AtomicLong free;

    SmallPool(long bytes) {
      free = new AtomicLong(bytes);
    }

    @Override
    public boolean reserve(long bytes) {
      return free.getAndUpdate(f -> f >= bytes ? f - bytes : f) >= bytes;
    }

    @Override
    public void release(long bytes) {
      free.addAndGet(bytes);
    }
  }

  @Test
  void aQueryOverItsOwnBudgetIsAtFaultItself() {
    MemoryBudget budget = new MemoryBudget(MemoryPool.UNLIMITED, 100);
    budget.reserve(60);
    QueryException e = assertThrows(QueryException.class, () -> budget.reserve(41));
    assertEquals(ErrorCode.QUERY_LIMIT, e.code());
    budget.reserve(40);
    assertEquals(100, budget.peakBytes());
  }

  @Test
  void aPoolThatIsEmptyIsNot() {
    SmallPool pool = new SmallPool(100);
    MemoryBudget one = new MemoryBudget(pool, 1000);
    one.reserve(80);
    MemoryBudget other = new MemoryBudget(pool, 1000);
    QueryException e = assertThrows(QueryException.class, () -> other.reserve(21));
    assertEquals(ErrorCode.QUERY_MEMORY, e.code());
    one.close();
    other.reserve(100);
    other.close();
    assertEquals(100, pool.free.get());
  }

  /** Else a query that needs too much would wait for others although there are none. */
  @Test
  void aQueryThatIsAloneMeetsItsOwnLimitAndNeverThePools() throws Exception {
    MemoryBudget budget = new MemoryBudget(new SmallPool(100), 100);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> shards =
          Collections.nCopies(
              4,
              () -> {
                int refused = 0;
                for (int i = 0; i < 100_000; i++) {
                  try {
                    budget.reserve(40);
                    budget.release(40);
                  } catch (QueryException e) {
                    assertEquals(ErrorCode.QUERY_LIMIT, e.code());
                    refused++;
                  }
                }
                return refused;
              });
      for (Future<Integer> shard : threads.invokeAll(shards)) {
        assertTrue(shard.get() < 100_000);
      }
    }
    budget.reserve(100);
  }

  @Test
  void operatorsGiveBackWhatTheyHold() {
    MemoryBudget budget = new MemoryBudget(MemoryPool.UNLIMITED, 100);
    try (Reservation reservation = new Reservation(budget)) {
      reservation.grow(70);
      reservation.shrink(20);
      reservation.grow(50);
    }
    budget.reserve(100);
  }

  @Test
  void samplesCountUntilTheyAreReleased() {
    SampleCount count = new SampleCount(10);
    count.load(8);
    count.release(3);
    count.load(5);
    QueryException e = assertThrows(QueryException.class, () -> count.load(1));
    assertEquals(
        "query processing would load too many samples into memory in query execution; "
            + "the limit is 10, see varve.query.max-samples",
        e.getMessage());
    assertEquals(14, count.total());
  }

  @Test
  void theFirstEndCounts() {
    QueryControl control = new QueryControl();
    control.check();
    control.timeOut();
    control.cancel();
    QueryException e = assertThrows(QueryException.class, control::check);
    assertEquals(ErrorCode.TIMEOUT, e.code());
    assertEquals("query timed out in expression evaluation", e.getMessage());
    QueryControl other = new QueryControl();
    other.cancel();
    assertEquals(
        "query was canceled in expression evaluation",
        assertThrows(QueryException.class, other::check).getMessage());
  }
}
