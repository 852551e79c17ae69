package io.varve.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the measured process has used so far, as Linux tells in {@code /proc}.
 *
 * @param pid of the process; 0 when it is not to be looked at
 */
public record ServerProcess(long pid) {
  /** Kernel and user time are told in hundredths of a second (USER_HZ) on all usual machines. */
  private static final double TICKS_PER_SECOND = 100;

  /** Fields behind the command's name, from 0: user and system time. */
  private static final int UTIME = 11;

  private static final int STIME = 12;

  /**
   * What it has used.
   *
   * @param cpuSeconds since its start
   * @param residentMiB now
   * @param peakMiB the most that was resident since {@link #forgetPeak}, or its start
   */
  public record Usage(double cpuSeconds, long residentMiB, long peakMiB) {
    static final Usage UNKNOWN = new Usage(0, 0, 0);
  }

  /** Returns whether there is a process to look at. */
  public boolean isKnown() {
    return pid != 0;
  }

  /** Returns what it has used so far; nothing if it is not known or has ended. */
  public Usage usage() {
    if (!isKnown()) {
      return Usage.UNKNOWN;
    }
    try {
      String stat = Files.readString(file("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
      List<String> status = Files.readAllLines(file("status"));
      return new Usage(
          ticks / TICKS_PER_SECOND, mebibytes(status, "VmRSS:"), mebibytes(status, "VmHWM:"));
    } catch (IOException e) {
      return Usage.UNKNOWN; // It has ended; what it could not take shows in the statuses.
    }
  }

  /**
   * Begins to look for the peak of memory anew.
   *
   * @throws IOException if the process has ended or belongs to somebody else
   */
  public void forgetPeak() throws IOException {
    if (isKnown()) {
      Files.writeString(file("clear_refs"), "5");
    }
  }

  private Path file(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }

  private static long mebibytes(List<String> status, String name) {
    for (String line : status) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return 0;
  }
}
