package io.varve.http;

import com.typesafe.config.Config;
import io.varve.http.api.ApiSettings;
import io.varve.http.read.ReadSettings;
import io.varve.http.server.ServerSettings;
import io.varve.http.write.DecodeLimits;
import io.varve.http.write.WriteSettings;
import io.varve.promql.engine.EngineSettings;
import io.varve.promql.parse.ParserOptions;

/**
 * Everything that this module is configured by; {@code reference.conf} documents each key.
 *
 * @param server how to listen
 * @param write limits of remote write
 * @param read limits of remote read
 * @param query limits of queries
 */
public record HttpApiSettings(
    ServerSettings server, WriteSettings write, ReadSettings read, ApiSettings query) {
  /**
   * Reads the settings.
   *
   * @param root the program's whole configuration
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value makes no sense
   */
  public static HttpApiSettings from(Config root) {
    Config http = root.getConfig("varve.http");
    return new HttpApiSettings(
        server(http), write(http), read(http), query(http, root.getConfig("varve.query")));
  }

  private static ServerSettings server(Config http) {
    return new ServerSettings(
        http.getString("host"),
        http.getInt("port"),
        http.getInt("max-connections"),
        http.getDuration("idle-timeout"),
        http.getDuration("request-timeout"),
        bytes(http, "compress-from"));
  }

  private static WriteSettings write(Config http) {
    Config write = http.getConfig("write");
    DecodeLimits limits =
        new DecodeLimits(
            bytes(write, "max-decoded"),
            write.getInt("max-series"),
            write.getInt("max-samples"),
            bytes(write, "max-series-labels"));
    return new WriteSettings(
        bytes(write, "max-body"),
        limits,
        write.getBytes("credit"),
        (int) write.getDuration("retry-after").toSeconds(),
        http.getDuration("body-timeout"),
        write.getLong("samples-per-second"),
        (int) write.getDuration("burst").toSeconds());
  }

  private static ReadSettings read(Config http) {
    Config read = http.getConfig("read");
    return new ReadSettings(
        bytes(read, "max-body"),
        http.getDuration("body-timeout"),
        bytes(read, "frame"),
        bytes(read, "max-samples-response"),
        read.getInt("max-concurrent"));
  }

  private static ApiSettings query(Config http, Config query) {
    long memory = (long) (Runtime.getRuntime().maxMemory() * query.getDouble("heap-fraction"));
    EngineSettings engine =
        new EngineSettings(
            query.getDuration("lookback").toMillis(),
            query.getDuration("default-subquery-step").toMillis(),
            query.getLong("max-samples"),
            Math.min(query.getBytes("max-memory"), memory),
            query.getBoolean("delayed-name-removal"),
            query.getBoolean("use-start-timestamps"),
            new ParserOptions(
                query.getBoolean("experimental-functions"),
                query.getBoolean("extended-range-selectors"),
                query.getBoolean("fill-modifiers")));
    return new ApiSettings(
        bytes(query, "max-body"),
        http.getDuration("body-timeout"),
        query.getDuration("timeout"),
        query.getInt("max-concurrency"),
        query.getInt("max-waiting"),
        memory,
        bytes(query, "head"),
        query.getDuration("log-slower-than"),
        engine);
  }

  private static int bytes(Config config, String key) {
    return Math.toIntExact(config.getBytes(key));
  }
}
