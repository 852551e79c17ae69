package io.varve.multijvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.multijvm.Commands.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user can mend is said in one sentence on standard error, with an exit status. */
class RefusalIT {
  @TempDir Path directory;

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("--bogus", List.of("--bogus")),
        Arguments.of("--http-port", List.of("--http-port", "eighty")),
        Arguments.of("70000", List.of("--http-port", "70000")),
        Arguments.of("70000", List.of("--cluster-port", "70000")),
        Arguments.of("varve.bogus", List.of("--set", "varve.bogus=1")),
        Arguments.of("KEY=VALUE", List.of("--set", "varve.shards")),
        Arguments.of("checkpoint.bytes", List.of("--set", "varve.checkpoint.bytes=many")),
        Arguments.of("varve.log.segment-size", List.of("--set", "varve.log.segment-size=5GiB")),
        Arguments.of("power of two", List.of("--set", "varve.shards=3")),
        Arguments.of("--test", List.of("--set", "varve.test.clock.rate=2")),
        Arguments.of("nowhere.conf", List.of("--config", "nowhere.conf")),
        Arguments.of("s3://", List.of("--store", "s3://bucket/prefix")),
        Arguments.of("nonsense", List.of("--store", "nonsense")),
        Arguments.of("--seed", List.of("--seed", "127.0.0.1:2552")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrong")
  void refusesFlagsAndKeys(String named, List<String> flags) throws Exception {
    assertRefused(server(directory, flags), named);
  }

  @Test
  void refusesDirectoriesThatItCannotUse() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "no directory");
    assertRefused(server(file, List.of()), file.toString());
    assertRefused(server(Path.of("/proc/varve"), List.of()), "/proc/varve");
    assertRefused(server(directory, List.of("--store", "file:/proc/varve")), "/proc/varve");
  }

  @Test
  void refusesWhatIsTaken() throws Exception {
    try (Node node = Node.over(directory.resolve("data"), "--set", "varve.shards=4")) {
      node.start().awaitReady();
      assertRefused(server(node.data(), List.of()), "in use by another Varve process");
      String http = Integer.toString(node.httpPort());
      assertRefused(server(directory.resolve("b"), List.of("--http-port", http)), http);
      String cluster = Integer.toString(node.clusterPort());
      assertRefused(server(directory.resolve("b"), List.of("--cluster-port", cluster)), cluster);
      assertThat(node.get("/-/ready").statusCode()).isEqualTo(200);
      assertThat(node.stop()).isZero();
      assertRefused(server(node.data(), List.of("--set", "varve.shards=8")), "8");
    }
  }

  @Test
  void startsOnPortsThatAreFreeAgain() throws Exception {
    try (Node node = Node.over(directory.resolve("data"), "--set", "varve.shards=4")) {
      try (ServerSocket _ =
          new ServerSocket(node.httpPort(), 1, InetAddress.getLoopbackAddress())) {
        assertRefused(
            server(
                directory.resolve("b"), List.of("--http-port", Integer.toString(node.httpPort()))),
            Integer.toString(node.httpPort()));
      }
      node.start().awaitReady();
      node.kill();
      node.start().awaitReady();
      assertThat(node.stop()).isZero();
    }
  }

  /** Ports that the flags do not name are any that are free. */
  private static Outcome server(Path data, List<String> flags)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("server", "--data-dir", data.toString()));
    for (String port : List.of("--http-port", "--cluster-port")) {
      if (!flags.contains(port)) {
        arguments.addAll(List.of(port, Integer.toString(Node.freePort())));
      }
    }
    arguments.addAll(flags);
    return Commands.run(arguments.toArray(String[]::new));
  }

  private static void assertRefused(Outcome outcome, String named) {
    assertThat(outcome.status()).as(outcome.toString()).isNotZero();
    assertThat(outcome.err())
        .startsWith("varve: ")
        .contains(named)
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.out()).isEmpty();
  }
}
