package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program starts by its own launcher, away from the checkout it was built in. */
class LauncherIT {
  private static final Path HOME = Path.of(System.getProperty("varve.home"));

  @Test
  void saysWhichVersionItIs() throws Exception {
    assertThat(run(0, "--version")).matches("varve \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void refusesWhatItDoesNotKnow() throws Exception {
    assertThat(run(2, "sever")).contains("sever").contains("server");
  }

  @Test
  void startsWithoutACacheThatIsNone(@TempDir Path home) throws Exception {
    Files.copy(HOME.resolve("varve"), home.resolve("varve"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(home.resolve("etc"), HOME.resolve("etc").toAbsolutePath());
    Files.createSymbolicLink(home.resolve("lib"), HOME.resolve("lib").toAbsolutePath());
    Files.writeString(home.resolve("varve.aot"), "not a cache of classes");
    assertThat(run(home, 0, "--version")).matches("varve \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  private static String run(int expectedStatus, String... arguments)
      throws IOException, InterruptedException {
    return run(HOME, expectedStatus, arguments);
  }

  private static String run(Path home, int expectedStatus, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("varve").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(expectedStatus);
    return output;
  }
}
