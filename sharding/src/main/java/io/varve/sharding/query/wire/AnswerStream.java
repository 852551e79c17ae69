package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.io.Input;
import io.varve.model.DecodeException;
import io.varve.model.ErrorCode;
import io.varve.model.Labels;
import io.varve.promql.value.Annotation;
import io.varve.promql.value.Annotations;
import io.varve.promql.value.QueryException;
import io.varve.promql.value.SeriesHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads an answer's messages in the order in which an answer is read. Not thread-safe. */
final class AnswerStream implements AutoCloseable {
  private final ElementReader reader;
  private final Trees trees;
  private final int shard;
  private final AnswerKind kind;
  private final Annotations annotations = new Annotations();
  private boolean ended;

  /**
   * @param shard that is to answer
   * @param kind that is expected
   */
  AnswerStream(ElementReader reader, Trees trees, int shard, AnswerKind kind) {
    this.reader = reader;
    this.trees = trees;
    this.shard = shard;
    this.kind = kind;
  }

  /** Returns the annotations; none before the end. */
  Annotations annotations() {
    return annotations;
  }

  /** Reads the beginning, up to the first value. */
  SeriesHeaders open() {
    ByteBuffer start = expect(Tag.START);
    if (start.remaining() != 5 || start.getInt() != shard || start.get() != kind.number()) {
      throw new DecodeException("shard %d was to answer %s".formatted(shard, kind), 0);
    }
    List<Labels> labels = new ArrayList<>();
    BitSet dropName = new BitSet();
    while (true) {
      ElementReader.Element element = next();
      switch (element.tag()) {
        case HEADERS ->
            decode(
                element.body(),
                body -> {
                  HeaderBlock.read(body, labels, dropName);
                  return labels;
                });
        case HEADERS_END -> {
          if (element.body().remaining() != 4 || element.body().getInt() != labels.size()) {
            throw new DecodeException("not as many label sets as announced", 0);
          }
          return new SeriesHeaders(labels, dropName);
        }
        default -> throw unexpected(element);
      }
    }
  }

  /** Returns the next value, or null at the end. */
  @Nullable ByteBuffer value(Tag tag) {
    if (ended) {
      return null;
    }
    ElementReader.Element element = next();
    if (element.tag() == tag) {
      return element.body();
    }
    if (element.tag() != Tag.ANNOTATIONS) {
      throw unexpected(element);
    }
    byte[] bytes = new byte[element.body().remaining()];
    element.body().get(bytes);
    for (Object annotation : trees.read(bytes, List.class)) {
      if (!(annotation instanceof Annotation a)) {
        throw new DecodeException("not an annotation: " + annotation, 0);
      }
      annotations.add(a);
    }
    expect(Tag.END);
    ended = true;
    return null;
  }

  private ByteBuffer expect(Tag tag) {
    ElementReader.Element element = next();
    if (element.tag() != tag) {
      throw unexpected(element);
    }
    return element.body();
  }

  /** The next element, unless it says that the shard has failed. */
  private ElementReader.Element next() {
    ElementReader.Element element = reader.next();
    if (element.tag() == Tag.FAILURE) {
      throw decode(element.body(), AnswerStream::failure);
    }
    return element;
  }

  private static QueryException failure(Input input) {
    String code = Texts.read(input);
    return new QueryException(ErrorCode.valueOf(code), Texts.read(input));
  }

  private static DecodeException unexpected(ElementReader.Element element) {
    return new DecodeException("an element " + element.tag() + " is not due", 0);
  }

  /** Whatever bytes make a decoder throw, it is the bytes' fault. */
  private static <T> T decode(ByteBuffer body, Function<Input, T> decoder) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    try (Input input = new Input(bytes)) {
      return decoder.apply(input);
    } catch (RuntimeException e) {
      throw new DecodeException("an element does not decode: " + e.getMessage(), 0);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
