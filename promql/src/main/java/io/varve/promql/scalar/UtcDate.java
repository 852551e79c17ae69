package io.varve.promql.scalar;

import io.varve.promql.numeric.GoMath;

/**
 * Date and time of day of any number of seconds since 1970, in UTC and the Gregorian calendar
 * extended to all years.
 *
 * <p>Counts from the first of March of the year −292277022400, unsigned, as Go does: that is what
 * makes Go's, and so Prometheus's, answer for a number that is no time. From March on, a leap day
 * is the last one of its year.
 *
 * @param year the year
 * @param month 1 to 12
 * @param dayOfMonth 1 to 31
 * @param dayOfYear 1 to 366
 * @param days the days since the beginning of counting, unsigned
 * @param secondOfDay 0 to 86399
 */
record UtcDate(long year, int month, int dayOfMonth, int dayOfYear, long days, int secondOfDay) {
  private static final long SECONDS_A_DAY = 86_400;

  /** Days in 400 years, after which the calendar repeats. */
  private static final long DAYS_A_CYCLE = 146_097;

  private static final long FIRST_YEAR = -292_277_022_400L;

  /** From the beginning of counting to 1970: whole cycles to March of year 0, and from there. */
  private static final long DAYS_TO_1970 = -FIRST_YEAR / 400 * DAYS_A_CYCLE + 719_468;

  /** Returns the date of a number of seconds, cut to an integer. */
  static UtcDate of(double seconds) {
    long counted = GoMath.toLong(seconds) + DAYS_TO_1970 * SECONDS_A_DAY;
    long days = Long.divideUnsigned(counted, SECONDS_A_DAY);
    int secondOfDay = (int) Long.remainderUnsigned(counted, SECONDS_A_DAY);
    long cycle = days / DAYS_A_CYCLE;
    int dayOfCycle = (int) (days % DAYS_A_CYCLE);
    int century = Math.min(dayOfCycle / 36_524, 3);
    int dayOfCentury = dayOfCycle - century * 36_524;
    int dayOfFourYears = dayOfCentury % 1461;
    int yearOfFour = Math.min(dayOfFourYears / 365, 3);
    int yearOfCentury = dayOfCentury / 1461 * 4 + yearOfFour;
    int dayFromMarch = dayOfFourYears - yearOfFour * 365;
    // From March on, months have 31, 30, 31, 30, 31 days, and again: 153 days in five months.
    int monthFromMarch = (5 * dayFromMarch + 2) / 153;
    int dayOfMonth = dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1;
    boolean beforeMarch = monthFromMarch >= 10;
    int month = beforeMarch ? monthFromMarch - 9 : monthFromMarch + 3;
    long year = FIRST_YEAR + cycle * 400 + century * 100L + yearOfCentury + (beforeMarch ? 1 : 0);
    int dayOfYear = beforeMarch ? dayFromMarch - 305 : dayFromMarch + 60 + (isLeap(year) ? 1 : 0);
    return new UtcDate(year, month, dayOfMonth, dayOfYear, days, secondOfDay);
  }

  int hour() {
    return secondOfDay / 3600;
  }

  int minute() {
    return secondOfDay % 3600 / 60;
  }

  /** Returns 0 for Sunday to 6. Counting begins on a Wednesday. */
  int dayOfWeek() {
    return (int) ((days + 3) % 7);
  }

  int daysInMonth() {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static boolean isLeap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
