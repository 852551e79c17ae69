package io.varve.promql.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.SeededRandom;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@link PrometheusAnswersTest} leaves out. */
class ElementFunctionsTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void datesAreThoseOfTheCalendar() {
    for (int i = 0; i < 20_000; i++) {
      long time = random.nextLong(-200_000_000_000L, 400_000_000_000L);
      double seconds = time;
      LocalDateTime date = LocalDateTime.ofEpochSecond(time, 0, ZoneOffset.UTC);
      assertThat(apply("year", seconds)).as("%s", date).isEqualTo(date.getYear());
      assertThat(apply("month", seconds)).isEqualTo(date.getMonthValue());
      assertThat(apply("day_of_month", seconds)).isEqualTo(date.getDayOfMonth());
      assertThat(apply("day_of_year", seconds)).as("%s", date).isEqualTo(date.getDayOfYear());
      assertThat(apply("day_of_week", seconds)).isEqualTo(date.getDayOfWeek().getValue() % 7);
      assertThat(apply("days_in_month", seconds)).isEqualTo(date.toLocalDate().lengthOfMonth());
      assertThat(apply("hour", seconds)).isEqualTo(date.getHour());
      assertThat(apply("minute", seconds)).isEqualTo(date.getMinute());
    }
  }

  @Test
  void clampsNothingBetweenBoundsThatCross() {
    ElementFunction clamp = ElementFunctions.of("clamp");
    assertThat(clamp.isDefined(2, 1)).isFalse();
    assertThat(clamp.isDefined(1, 1)).isTrue();
    assertThat(clamp.isDefined(Double.NaN, 1)).isTrue();
    assertThat(clamp.apply(5, 1, 2)).isEqualTo(2);
    assertThat(clamp.apply(Double.NaN, 1, 2)).isNaN();
    assertThat(ElementFunctions.of("abs").isDefined()).isTrue();
  }

  @Test
  void roundsToOneUnlessTold() {
    assertThat(apply("round", 2.5)).isEqualTo(3);
    assertThat(apply("round", -2.5)).isEqualTo(-2);
  }

  @Test
  void refusesWhatIsNotElementWise() {
    assertThatThrownBy(() -> ElementFunctions.of("rate"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rate");
  }

  private static double apply(String name, double value) {
    return ElementFunctions.of(name).apply(value);
  }
}
