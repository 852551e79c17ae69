package io.varve.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.varve.model.VarveException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one node until it is told to stop. */
@Command(
    name = "server",
    description = "Runs a node: it takes remote writes and answers PromQL.",
    mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  @Spec CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration file (HOCON).")
  @Nullable Path configFile;

  @Option(names = "--data-dir", paramLabel = "DIR", description = "Data of this node (./data).")
  @Nullable String dataDirectory;

  @Option(names = "--host", paramLabel = "HOST", description = "Address to listen on (127.0.0.1).")
  @Nullable String host;

  @Option(names = "--http-port", paramLabel = "PORT", description = "Port of the HTTP API (9292).")
  @Nullable Integer httpPort;

  @Option(names = "--cluster-port", paramLabel = "PORT", description = "Port for nodes (2552).")
  @Nullable Integer clusterPort;

  @Option(names = "--seed", paramLabel = "HOST:PORT", description = "A node to join; repeatable.")
  List<String> seeds = new ArrayList<>();

  @Option(
      names = "--store",
      paramLabel = "ADDRESS",
      description = "file:DIR, shared:DIR or s3://BUCKET/PREFIX (file:DATA/store).")
  @Nullable String store;

  @Option(names = "--s3-endpoint", paramLabel = "URL", description = "Where S3 is, if not at AWS.")
  @Nullable String s3Endpoint;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets a key; repeatable.")
  List<String> overrides = new ArrayList<>();

  @Option(names = "--test", description = "Allows settings that are for tests only.")
  boolean test;

  @Override
  public Integer call() throws InterruptedException {
    NodeLoop loop;
    try {
      Config config = config();
      loop = new NodeLoop(() -> Node.start(config), FIRST_PAUSE, System::nanoTime);
      loop.begin();
    } catch (ConfigException | VarveException | IllegalArgumentException | IOException e) {
      return refuse(Sentences.of(e));
    }
    Thread atEnd = new Thread(() -> stop(loop), "varve-stop");
    Runtime.getRuntime().addShutdownHook(atEnd);
    try {
      loop.run();
    } catch (IOException | RuntimeException e) {
      LOG.error("This node cannot be started any more.", e);
      Runtime.getRuntime().removeShutdownHook(atEnd);
      return refuse(Sentences.of(e));
    }
    // The thread that was told to stop ends the process.
    new CountDownLatch(1).await();
    return 0;
  }

  /** Ends the process itself: the status that a signal leaves behind would say that it failed. */
  private static void stop(NodeLoop loop) {
    int status = 1;
    try {
      loop.stop();
      status = 0;
    } catch (IOException | RuntimeException e) {
      LOG.error("The node was not stopped in order; the next start replays its log.", e);
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  private Config config() {
    if (!seeds.isEmpty() || s3Endpoint != null) {
      throw new IllegalArgumentException(
          "Several nodes (--seed, --s3-endpoint) are not supported by this release.");
    }
    return Configuration.load(
        configFile,
        overrides,
        test,
        new Configuration.Flag("varve.data-dir", dataDirectory),
        new Configuration.Flag("varve.http.host", host),
        new Configuration.Flag("varve.http.port", httpPort),
        new Configuration.Flag("pekko.remote.artery.canonical.hostname", host),
        new Configuration.Flag("pekko.remote.artery.canonical.port", clusterPort),
        new Configuration.Flag("varve.store", store));
  }

  /** One sentence, and no stack trace: what is wrong is the user's to mend. */
  private int refuse(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("varve: " + sentence);
    err.flush();
    return 1;
  }
}
