package io.varve.node;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;

/** Says in one sentence why the program cannot do what it was told. */
final class Sentences {
  private Sentences() {}

  /** The sentence for a failure that is the user's to mend. */
  static String of(Throwable failure) {
    Throwable e =
        failure instanceof CompletionException c && c.getCause() != null ? c.getCause() : failure;
    return switch (e) {
      case BindException b -> b.getMessage();
      case FileAlreadyExistsException f -> f.getFile() + " is there and is no directory.";
      case NotDirectoryException f -> f.getFile() + " is no directory.";
      case NoSuchFileException f -> f.getFile() + " cannot be made.";
      case AccessDeniedException f -> "This user may not write " + f.getFile() + ".";
      case FileSystemException f -> "%s cannot be used: %s.".formatted(f.getFile(), reason(f));
      case IOException io -> "The data directory cannot be used: %s.".formatted(io.getMessage());
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }
}
