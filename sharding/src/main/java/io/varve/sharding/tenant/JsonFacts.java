package io.varve.sharding.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.varve.model.CorruptionException;
import io.varve.model.FormatVersionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** A small JSON object of numbers and strings. */
final class JsonFacts {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String name;
  private final JsonNode node;

  private JsonFacts(String name, JsonNode node) {
    this.name = name;
    this.node = node;
  }

  static byte[] write(Map<String, ?> facts) {
    try {
      return MAPPER.writeValueAsBytes(new TreeMap<>(facts));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("numbers and strings are always JSON", impossible);
    }
  }

  /**
   * Reads an object.
   *
   * @param name for messages
   */
  static JsonFacts read(String name, byte[] json) {
    try {
      return new JsonFacts(name, MAPPER.readTree(json));
    } catch (IOException e) {
      throw new CorruptionException(name, 0, "a JSON object", String.valueOf(e.getMessage()));
    }
  }

  void checkVersion(int newest) {
    int version = number("version");
    if (version > newest) {
      throw new FormatVersionException(name, version, 1, newest);
    }
  }

  int number(String member) {
    JsonNode value = node.path(member);
    if (!value.canConvertToInt()) {
      throw new CorruptionException(name, 0, "a number '" + member + "'", value.toString());
    }
    return value.intValue();
  }

  String text(String member) {
    JsonNode value = node.path(member);
    if (!value.isTextual()) {
      throw new CorruptionException(name, 0, "a string '" + member + "'", value.toString());
    }
    return value.textValue();
  }
}
