package io.varve.persistence.log.wal;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of all files of the write-ahead log, in one place. All lie in one directory. */
final class WalFiles {
  static final String TEMPORARY_SUFFIX = ".tmp";

  private static final Pattern SEGMENT = Pattern.compile("(\\d{20})\\.wal");
  private static final Pattern MANIFEST = Pattern.compile("(\\d{5})-(\\d{20})\\.manifest");
  private static final Pattern STOPPED = Pattern.compile("\\d{5}\\.stopped");

  private WalFiles() {}

  static Path directory(Path dataDirectory) {
    return dataDirectory.resolve("log");
  }

  static Path segment(Path directory, long number) {
    return directory.resolve("%020d.wal".formatted(number));
  }

  static Path manifest(Path directory, int shard, long ordinal) {
    return directory.resolve("%05d-%020d.manifest".formatted(shard, ordinal));
  }

  static Path stopped(Path directory, int shard) {
    return directory.resolve("%05d.stopped".formatted(shard));
  }

  /** Space for sealing a segment on a full disk. */
  static Path segmentReserve(Path directory) {
    return directory.resolve("reserve-segment");
  }

  /** Space for a manifest on a full disk. */
  static Path manifestReserve(Path directory) {
    return directory.resolve("reserve-manifest");
  }

  /** What a file is called until it is complete and durable. */
  static Path temporary(Path file) {
    return file.resolveSibling(name(file) + TEMPORARY_SUFFIX);
  }

  static boolean isTemporary(Path file) {
    return name(file).endsWith(TEMPORARY_SUFFIX);
  }

  static OptionalLong segmentNumber(Path file) {
    Matcher matcher = SEGMENT.matcher(name(file));
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  static boolean isStopped(Path file) {
    return STOPPED.matcher(name(file)).matches();
  }

  static boolean isManifest(Path file) {
    return MANIFEST.matcher(name(file)).matches();
  }

  static int manifestShard(Path file) {
    return Integer.parseInt(matched(file).group(1));
  }

  static long manifestOrdinal(Path file) {
    return Long.parseLong(matched(file).group(2));
  }

  private static Matcher matched(Path file) {
    Matcher matcher = MANIFEST.matcher(name(file));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a manifest's name: " + file);
    }
    return matcher;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
