import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs google-java-format's command line over every Java source of the project, in one JVM.
 *
 * <p>Usage: {@code Format check|write ROOT}. A stamp under {@code ROOT/target/format} remembers
 * when all sources were last found well formatted, so that only files touched since then are read
 * again.
 */
final class Format {
  private static final Set<String> SKIPPED_DIRECTORIES = Set.of("target", "node_modules", ".git");

  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]);
    Path stamp = root.resolve("target/format/stamp");
    FileTime started = FileTime.fromMillis(System.currentTimeMillis());
    List<String> sources = sourcesSince(root, lastSuccess(stamp, root));
    if (!sources.isEmpty()) {
      List<String> arguments = new ArrayList<>();
      // Reflowing strings is not idempotent: a second run would find fault with the first.
      arguments.add("--skip-reflowing-long-strings");
      if (write) {
        arguments.add("--replace");
      } else {
        arguments.addAll(List.of("--dry-run", "--set-exit-if-changed"));
      }
      arguments.addAll(sources);
      var out = new PrintWriter(System.out, true);
      var err = new PrintWriter(System.err, true);
      int code = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
      out.flush();
      err.flush();
      if (code != 0) {
        System.err.println(
            write
                ? "The files above could not be formatted."
                : "Not as google-java-format would write them: the files above. Run: mvn -N -Pformat");
        System.exit(1);
      }
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, "");
    Files.setLastModifiedTime(stamp, started);
  }

  /**
   * The build's own definition counts as a source: another formatter version judges everything
   * anew.
   */
  private static FileTime lastSuccess(Path stamp, Path root) throws IOException {
    FileTime never = FileTime.fromMillis(0);
    if (!Files.exists(stamp)) {
      return never;
    }
    FileTime last = Files.getLastModifiedTime(stamp);
    return Files.getLastModifiedTime(root.resolve("pom.xml")).compareTo(last) < 0 ? last : never;
  }

  private static List<String> sourcesSince(Path root, FileTime since) throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return SKIPPED_DIRECTORIES.contains(dir.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")
                && attributes.lastModifiedTime().compareTo(since) >= 0) {
              found.add(file.toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
