package io.varve.multijvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs the program for a command that ends by itself. */
final class Commands {
  private static final int SECONDS = 60;

  private Commands() {}

  /** What a command printed and how it ended. */
  record Outcome(int status, String out, String err) {}

  static Outcome run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("varve-out", "");
    Path err = Files.createTempFile("varve-err", "");
    try {
      Process process =
          Node.launcher(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("still running: " + Files.readString(err));
      }
      return new Outcome(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
