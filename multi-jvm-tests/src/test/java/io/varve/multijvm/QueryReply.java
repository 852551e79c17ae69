package io.varve.multijvm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that is said to a query.
 *
 * @param error its type and its message; empty if there is an answer
 * @param notes warnings and infos
 */
record QueryReply(String error, SortedSet<String> notes, @Nullable QueryAnswer answer) {
  static QueryReply of(JsonNode body) {
    SortedSet<String> notes = new TreeSet<>();
    body.path("warnings").forEach(note -> notes.add(note.asText()));
    body.path("infos").forEach(note -> notes.add(note.asText()));
    if (body.path("status").asText().equals("success")) {
      return new QueryReply("", notes, QueryAnswer.of(body.path("data")));
    }
    String error = body.path("errorType").asText() + ": " + body.path("error").asText();
    return new QueryReply(error, notes, null);
  }
}
