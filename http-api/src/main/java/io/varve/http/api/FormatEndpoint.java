package io.varve.http.api;

import io.varve.promql.ast.Expr;
import io.varve.promql.parse.ParseException;
import io.varve.promql.parse.ParserOptions;
import io.varve.promql.parse.Printer;
import io.varve.promql.parse.PromQlParser;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** {@code format_query}: a query as it is printed. Thread-safe. */
final class FormatEndpoint {
  private static final PromQlParser PARSER = new PromQlParser(ParserOptions.ALL);

  private FormatEndpoint() {}

  static HttpResponse answer(ApiRequest request) {
    Expr expr;
    try {
      expr = PARSER.parse(request.parameters().text("query"));
    } catch (ParseException e) {
      throw ApiParameters.invalid("query", String.valueOf(e.getMessage()));
    }
    return ApiReply.of(json -> json.string(Printer.print(expr)));
  }
}
