package io.varve.promql.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.varve.promql.plan.EvalSettings;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.Column;
import io.varve.promql.value.QueryException;
import org.junit.jupiter.api.Test;

final class ColumnStoreTest {
  private static final int STEPS = 100;

  private static Fixed series(int n) {
    Fixed fixed = new Fixed();
    for (int i = 0; i < n; i++) {
      fixed.row(String.valueOf(i), "i", String.valueOf(100 + i));
    }
    return fixed;
  }

  private static QueryContext roomFor(int columns) {
    return new QueryContext(
        EvalSettings.DEFAULT,
        new QueryControl(),
        new MemoryBudget(MemoryPool.UNLIMITED, columns * Column.bytes(STEPS)),
        new SampleCount(Long.MAX_VALUE),
        new Annotations());
  }

  @Test
  void givesColumnsInAnyOrder() {
    try (ColumnStore store = new ColumnStore(series(3), STEPS, roomFor(3))) {
      store.open();
      for (int i = 0; i < 3; i++) {
        store.expect(i);
      }
      assertEquals(2.0, store.get(2).get(0));
      assertEquals(0.0, store.get(0).get(0));
      assertEquals(1.0, store.get(1).get(0));
    }
  }

  @Test
  void holdsOneColumnWhereTheOrderIsTheOperatorsOwn() {
    try (ColumnStore store = new ColumnStore(series(1000), STEPS, roomFor(1))) {
      store.open();
      for (int i = 0; i < 1000; i++) {
        store.expect(i);
      }
      for (int i = 0; i < 1000; i++) {
        assertEquals(i, store.get(i).get(0));
        store.done(i);
      }
      store.finish();
    }
  }

  @Test
  void passesOverWhatNobodyWants() {
    try (ColumnStore store = new ColumnStore(series(1000), STEPS, roomFor(1))) {
      store.open();
      store.expect(999);
      assertEquals(999.0, store.get(999).get(0));
    }
  }

  @Test
  void asksForMemoryBeforeItHoldsMore() {
    try (ColumnStore store = new ColumnStore(series(10), STEPS, roomFor(5))) {
      store.open();
      for (int i = 0; i < 10; i++) {
        store.expect(i);
      }
      assertEquals(4.0, store.get(4).get(0));
      assertThrows(QueryException.class, () -> store.get(9));
    }
  }

  @Test
  void keepsAColumnUntilItsLastUse() {
    try (ColumnStore store = new ColumnStore(series(2), STEPS, roomFor(2))) {
      store.open();
      store.expect(0);
      store.expect(0);
      store.expect(1);
      store.get(0);
      store.done(0);
      assertEquals(1.0, store.get(1).get(0));
      assertEquals(0.0, store.get(0).get(0));
      store.done(0);
      assertThrows(IllegalStateException.class, () -> store.get(0));
    }
  }
}
