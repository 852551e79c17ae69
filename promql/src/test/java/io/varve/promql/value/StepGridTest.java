package io.varve.promql.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.varve.model.ErrorCode;
import org.junit.jupiter.api.Test;

final class StepGridTest {
  @Test
  void endsAtTheLastWholeStep() {
    StepGrid grid = StepGrid.between(1_000, 4_999, 1_500);
    assertEquals(new StepGrid(1_000, 1_500, 3), grid);
    assertEquals(4_000, grid.end());
    assertEquals(2_500, grid.time(1));
  }

  @Test
  void mayHaveNoStep() {
    StepGrid grid = StepGrid.between(10, 9, 5);
    assertEquals(0, grid.count());
    assertEquals(5, grid.end());
  }

  @Test
  void refusesMoreStepsThanAnArrayHolds() {
    QueryException e =
        assertThrows(QueryException.class, () -> StepGrid.between(0, Long.MAX_VALUE / 2, 1));
    assertEquals(ErrorCode.QUERY_LIMIT, e.code());
  }

  @Test
  void refusesStepsThatDoNotAdvance() {
    assertThrows(IllegalArgumentException.class, () -> new StepGrid(0, 0, 1));
  }
}
