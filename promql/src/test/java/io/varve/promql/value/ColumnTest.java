package io.varve.promql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.varve.model.Histogram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnTest {
  @Test
  void tellsWhichStepsHaveValues() {
    Column column = new Column(200);
    assertTrue(column.isEmpty());
    for (int step : new int[] {0, 63, 64, 127, 199}) {
      column.set(step, step);
    }
    column.remove(64);
    assertEquals(List.of(0, 63, 127, 199), present(column));
    assertEquals(4, column.count());
    assertEquals(127.0, column.get(127));
    assertFalse(column.has(64));
  }

  @Test
  void takesNaNForAValue() {
    Column column = new Column(1);
    column.set(0, Double.NaN);
    assertTrue(column.has(0));
  }

  @Test
  void isEmptyAfterReset() {
    Column column = new Column(100);
    column.fill(1);
    column.reset(70);
    assertTrue(column.isEmpty());
    assertEquals(70, column.steps());
    column.reset(300);
    assertTrue(column.isEmpty());
  }

  @Test
  void copies() {
    Column column = new Column(65);
    column.set(64, 2);
    Column copy = new Column(1000);
    copy.fill(7);
    copy.copyFrom(column);
    assertEquals(65, copy.steps());
    assertEquals(List.of(64), present(copy));
    assertEquals(2.0, copy.get(64));
  }

  @Test
  void takesFloatsWhereHistogramsWereRemoved() {
    Column column = new Column(2);
    column.set(0, Histogram.stale().toFloat());
    column.set(1, Histogram.stale().toFloat());
    column.remove(1);
    Column floats = new Column(2);
    floats.set(1, 5);
    column.fillFrom(floats);
    assertNotNull(column.histogram(0));
    assertNull(column.histogram(1));
    assertEquals(5.0, column.get(1));
  }

  @Test
  void mayHaveNoSteps() {
    Column column = new Column();
    assertTrue(column.isEmpty());
    assertEquals(0, column.next(0));
    assertEquals(0, column.count());
  }

  private static List<Integer> present(Column column) {
    List<Integer> steps = new ArrayList<>();
    for (int i = column.next(0); i < column.steps(); i = column.next(i + 1)) {
      steps.add(i);
    }
    return steps;
  }
}
