package io.varve.multijvm;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a log as it grows. For one thread. */
final class LogTail {
  private final Path file;
  private final List<String> lines = new ArrayList<>();
  private String unfinished = "";
  private long offset;

  /** Begins at what the file's end is now. */
  LogTail(Path file) throws IOException {
    this.file = file;
    this.offset = Files.exists(file) ? Files.size(file) : 0;
  }

  /** Returns whole lines that have come since the last call. */
  List<String> more() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    byte[] bytes;
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      bytes = new byte[Math.toIntExact(in.length() - offset)];
      in.seek(offset);
      in.readFully(bytes);
    }
    offset += bytes.length;
    String text = unfinished + new String(bytes, StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n') + 1;
    unfinished = text.substring(end);
    List<String> more = text.substring(0, end).lines().toList();
    lines.addAll(more);
    return more;
  }

  /** All lines that were read. */
  List<String> lines() {
    return lines;
  }
}
