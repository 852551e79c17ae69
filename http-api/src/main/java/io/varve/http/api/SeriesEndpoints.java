package io.varve.http.api;

import io.varve.http.json.JsonWriter;
import io.varve.model.ErrorCode;
import io.varve.model.GoQuote;
import io.varve.model.LabelMatcher;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.model.VarveException;
import io.varve.sharding.query.QuerySource;
import io.varve.sharding.query.QuerySource.Lookup;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * {@code series}, {@code labels} and {@code label/<name>/values}. All methods block. Thread-safe.
 */
final class SeriesEndpoints {
  private final QuerySource source;

  SeriesEndpoints(QuerySource source) {
    this.source = source;
  }

  HttpResponse series(ApiRequest request) {
    ApiParameters parameters = request.parameters();
    parameters.requireWellFormed();
    if (parameters.selectorCount() == 0) {
      throw new VarveException(ErrorCode.INVALID_REQUEST, "no match[] parameter provided");
    }
    int limit = parameters.limit();
    long start = parameters.time("start", ApiTimes.MIN);
    long end = parameters.time("end", ApiTimes.MAX);
    List<List<LabelMatcher>> selectors;
    try {
      selectors = parameters.selectors();
    } catch (IllegalArgumentException e) {
      throw ApiParameters.invalid("match[]", String.valueOf(e.getMessage()));
    }
    List<Labels> found =
        source.series(new Lookup(request.tenant(), selectors, start, end, oneMore(limit)));
    boolean cut = ApiReply.isOver(limit, found.size());
    return ApiReply.of(
        json -> {
          json.beginArray();
          found.subList(0, cut ? limit : found.size()).forEach(labels -> write(labels, json));
          json.endArray();
        },
        cut ? List.of(ApiReply.TRUNCATED) : List.of());
  }

  HttpResponse labelNames(ApiRequest request) {
    int limit = request.parameters().limit();
    return ApiReply.strings(source.labelNames(lookup(request, limit)), limit);
  }

  HttpResponse labelValues(ApiRequest request) {
    String[] path = request.path().split("/", -1);
    String inPath = path[path.length - 2].replace("+", "%2B");
    String name = EscapedNames.unescape(URLDecoder.decode(inPath, StandardCharsets.UTF_8));
    if (!LabelName.isValid(name)) {
      throw new VarveException(
          ErrorCode.INVALID_REQUEST, "invalid label name: " + GoQuote.quote(name));
    }
    int limit = request.parameters().limit();
    return ApiReply.strings(source.labelValues(name, lookup(request, limit)), limit);
  }

  private static Lookup lookup(ApiRequest request, int limit) {
    ApiParameters parameters = request.parameters();
    long start = parameters.time("start", ApiTimes.MIN);
    long end = parameters.time("end", ApiTimes.MAX);
    try {
      return new Lookup(request.tenant(), parameters.selectors(), start, end, oneMore(limit));
    } catch (IllegalArgumentException e) {
      throw new VarveException(ErrorCode.INVALID_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  /** With one more than is wanted, it shows whether there are more. */
  private static int oneMore(int limit) {
    return limit == 0 ? 0 : limit + 1;
  }

  /** Writes a label set as an object. */
  static void write(Labels labels, JsonWriter json) {
    json.beginObject();
    for (int i = 0; i < labels.size(); i++) {
      json.labelKey(labels.name(i)).label(labels.value(i));
    }
    json.endObject();
  }
}
