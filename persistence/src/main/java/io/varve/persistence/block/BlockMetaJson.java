package io.varve.persistence.block;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.varve.model.CorruptionException;
import io.varve.model.FormatVersionException;
import io.varve.model.TimeRange;
import io.varve.persistence.block.ThanosMeta.BlockFile;
import io.varve.persistence.block.ThanosMeta.IndexSizes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes and reads meta.json. Reading passes over fields that it does not know: Prometheus, Thanos
 * and Mimir add their own.
 */
public final class BlockMetaJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private BlockMetaJson() {}

  /** The text of meta.json, UTF-8. */
  public static byte[] write(BlockMeta meta) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("ulid", meta.ulid().toString());
    putRange(json, meta.range());
    json.putObject("stats")
        .put("numSamples", meta.stats().numSamples())
        .put("numSeries", meta.stats().numSeries())
        .put("numChunks", meta.stats().numChunks());
    putCompaction(json.putObject("compaction"), meta.compaction());
    json.put("version", BlockMeta.VERSION);
    if (meta.thanos().isPresent()) {
      putThanos(json.putObject("thanos"), meta.thanos());
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and strings cannot be written", e);
    }
  }

  private static void putRange(ObjectNode json, TimeRange range) {
    json.put("minTime", range.minTime()).put("maxTime", range.maxTimeExclusive());
  }

  private static void putCompaction(ObjectNode json, CompactionMeta compaction) {
    json.put("level", compaction.level());
    ArrayNode sources = json.putArray("sources");
    compaction.sources().forEach(source -> sources.add(source.toString()));
    if (!compaction.parents().isEmpty()) {
      ArrayNode parents = json.putArray("parents");
      for (CompactionMeta.Parent parent : compaction.parents()) {
        putRange(parents.addObject().put("ulid", parent.ulid().toString()), parent.range());
      }
    }
  }

  private static void putThanos(ObjectNode json, ThanosMeta thanos) {
    json.put("version", thanos.version());
    ObjectNode labels = json.putObject("labels");
    new TreeMap<>(thanos.labels()).forEach(labels::put);
    json.putObject("downsample").put("resolution", thanos.resolution());
    json.put("source", thanos.source());
    ArrayNode files = json.putArray("files");
    for (BlockFile file : thanos.files()) {
      ObjectNode entry = files.addObject().put("rel_path", file.path());
      if (file.sizeBytes() > 0) {
        entry.put("size_bytes", file.sizeBytes());
      }
    }
    json.putObject("index_stats")
        .put("series_max_size", thanos.indexStats().seriesMaxBytes())
        .put("chunk_max_size", thanos.indexStats().chunkMaxBytes());
    if (thanos.varve().isPresent()) {
      VarveMeta varve = thanos.varve();
      json.putObject("extensions")
          .putObject("varve")
          .put("mask", varve.mask())
          .put("value", varve.value())
          .put("hash_version", varve.hashVersion())
          .put("generation", varve.generation())
          .put("ordinal", varve.ordinal())
          .put("epoch", varve.epoch());
    }
  }

  /**
   * Reads meta.json.
   *
   * @param file path or object name, for error messages
   * @throws CorruptionException if it is not JSON, or lacks a field that a block must have
   * @throws FormatVersionException if the block is not of version {@value BlockMeta#VERSION}
   */
  public static BlockMeta read(String file, byte[] json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      int version = root.path("version").asInt();
      if (root.isObject() && version != BlockMeta.VERSION) {
        throw new FormatVersionException(file, version, BlockMeta.VERSION, BlockMeta.VERSION);
      }
      JsonNode stats = root.path("stats");
      return new BlockMeta(
          Ulid.parse(root.required("ulid").asText()),
          range(root),
          new BlockStats(
              stats.path("numSamples").asLong(),
              stats.path("numSeries").asLong(),
              stats.path("numChunks").asLong()),
          compaction(root.required("compaction")),
          thanos(root.path("thanos")));
    } catch (IOException | IllegalArgumentException e) {
      throw new CorruptionException(file, 0, "the meta.json of a block", "" + e.getMessage(), e);
    }
  }

  private static TimeRange range(JsonNode json) {
    return new TimeRange(number(json, "minTime"), number(json, "maxTime"));
  }

  private static long number(JsonNode json, String field) {
    JsonNode value = json.required(field);
    if (!value.canConvertToLong()) {
      throw new IllegalArgumentException(field + " is " + value);
    }
    return value.asLong();
  }

  private static CompactionMeta compaction(JsonNode json) {
    List<Ulid> sources = new ArrayList<>();
    json.path("sources").forEach(source -> sources.add(Ulid.parse(source.asText())));
    List<CompactionMeta.Parent> parents = new ArrayList<>();
    for (JsonNode parent : json.path("parents")) {
      parents.add(
          new CompactionMeta.Parent(Ulid.parse(parent.required("ulid").asText()), range(parent)));
    }
    return new CompactionMeta(json.path("level").asInt(), sources, parents);
  }

  private static ThanosMeta thanos(JsonNode json) {
    if (!json.isObject()) {
      return ThanosMeta.ABSENT;
    }
    Map<String, String> labels = new TreeMap<>();
    json.path("labels").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    List<BlockFile> files = new ArrayList<>();
    for (JsonNode file : json.path("files")) {
      files.add(
          new BlockFile(file.required("rel_path").asText(), file.path("size_bytes").asLong()));
    }
    JsonNode sizes = json.path("index_stats");
    return new ThanosMeta(
        json.path("version").asInt(ThanosMeta.VERSION),
        labels,
        json.path("downsample").path("resolution").asLong(),
        json.path("source").asText(),
        files,
        new IndexSizes(
            sizes.path("series_max_size").asLong(), sizes.path("chunk_max_size").asLong()),
        varve(json.path("extensions").path("varve")));
  }

  private static VarveMeta varve(JsonNode json) {
    return new VarveMeta(
        json.path("mask").asInt(),
        json.path("value").asInt(),
        json.path("hash_version").asInt(),
        json.path("generation").asInt(),
        json.path("ordinal").asLong(),
        json.path("epoch").asLong());
  }
}
