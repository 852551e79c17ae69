package io.varve.promql.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.varve.promql.value.QueryException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RelabelTest {
  private static Relabel dropNames(Fixed child, Duplicates duplicates) {
    return new Relabel(child, DropNames.NOW, duplicates, 2, Fixed.context());
  }

  @Test
  void putsSeriesInTheOrderOfTheirNewLabels() {
    Fixed child =
        new Fixed()
            .row("1 2", "__name__", "a", "x", "2")
            .row("3 4", "__name__", "b", "x", "1")
            .row("5 6", "__name__", "c", "x", "3");
    assertEquals(
        List.of("{x=\"1\"} 3 4", "{x=\"2\"} 1 2", "{x=\"3\"} 5 6"),
        Fixed.print(dropNames(child, Duplicates.MERGE)));
  }

  @Test
  void mergesSeriesThatCompleteEachOther() {
    Fixed child = new Fixed().row("1 -", "__name__", "a").row("- 2", "__name__", "b");
    assertEquals(List.of("{} 1 2"), Fixed.print(dropNames(child, Duplicates.MERGE)));
  }

  @Test
  void refusesTwoValuesAtOneStep() {
    Fixed child = new Fixed().row("1 1", "__name__", "a").row("- 2", "__name__", "b");
    QueryException e =
        assertThrows(QueryException.class, () -> Fixed.print(dropNames(child, Duplicates.MERGE)));
    assertEquals("vector cannot contain metrics with the same labelset", e.getMessage());
  }

  @Test
  void mayRefuseTwoSeriesThatAreNotEmpty() {
    Fixed one = new Fixed().row("1 -", "__name__", "a").row("- -", "__name__", "b");
    assertEquals(List.of("{} 1 -"), Fixed.print(dropNames(one, Duplicates.REFUSE)));
    Fixed two = new Fixed().row("1 -", "__name__", "a").row("- 2", "__name__", "b");
    assertThrows(QueryException.class, () -> Fixed.print(dropNames(two, Duplicates.REFUSE)));
  }

  @Test
  void keepsTheOrderOfSortedValues() {
    Fixed child =
        new Fixed()
            .unsorted()
            .row("3 -", "__name__", "b", "x", "2")
            .row("2 -", "__name__", "a", "x", "1")
            .row("- 1", "__name__", "a", "x", "2");
    assertEquals(
        List.of("{x=\"2\"} 3 1", "{x=\"1\"} 2 -"), Fixed.print(dropNames(child, Duplicates.MERGE)));
  }

  @Test
  void marksNamesAndDropsThemAtTheEnd() {
    Fixed child = new Fixed().marked("1 -", "__name__", "a").row("- 2", "__name__", "b");
    Relabel later = new Relabel(child, DropNames.LATER, Duplicates.KEEP, 2, Fixed.context(true));
    assertEquals(List.of("{__name__=\"a\"}* 1 -", "{__name__=\"b\"}* - 2"), Fixed.print(later));
    Fixed again = new Fixed().marked("1 -", "__name__", "a", "x", "1").row("- 2", "__name__", "b");
    Relabel end = new Relabel(again, DropNames.END, Duplicates.MERGE, 2, Fixed.context(true));
    assertEquals(List.of("{__name__=\"b\"} - 2", "{x=\"1\"} 1 -"), Fixed.print(end));
  }

  @Test
  void dropsTypeAndUnitWithTheName() {
    Fixed child =
        new Fixed().row("1 2", "__name__", "a", "__type__", "t", "__unit__", "u", "x", "y");
    assertEquals(List.of("{x=\"y\"} 1 2"), Fixed.print(dropNames(child, Duplicates.MERGE)));
  }
}
