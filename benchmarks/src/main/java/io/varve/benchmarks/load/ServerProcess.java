package io.varve.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the measured process has used so far, as Linux tells in {@code /proc}.
 *
 * @param pid of the process; 0 when it is not to be looked at
 */
record ServerProcess(long pid) {
  /** Kernel and user time are told in hundredths of a second (USER_HZ) on all usual machines. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields behind the command's name, from 0: user and system time. */
  private static final int UTIME = 11;

  private static final int STIME = 12;

  /** CPU time since its start, and memory now. */
  record Usage(double cpuSeconds, long residentMiB) {
    static final Usage UNKNOWN = new Usage(0, 0);
  }

  boolean isKnown() {
    return pid != 0;
  }

  Usage usage() {
    if (!isKnown()) {
      return Usage.UNKNOWN;
    }
    Path directory = Path.of("/proc", Long.toString(pid));
    try {
      String stat = Files.readString(directory.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
      return new Usage(ticks / TICKS_PER_SECOND, residentMiB(directory));
    } catch (IOException e) {
      return Usage.UNKNOWN; // It has ended; what it could not take shows in the statuses.
    }
  }

  private static long residentMiB(Path directory) throws IOException {
    for (String line : Files.readAllLines(directory.resolve("status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return 0;
  }
}
