package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.io.Output;
import io.varve.model.ErrorCode;
import io.varve.model.VarveException;
import io.varve.promql.aggregate.GroupState;
import io.varve.promql.gather.FrameSource;
import io.varve.promql.gather.ShardAnswer;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns an answer into messages, each when it is asked for. Not thread-safe. */
final class AnswerFrames implements FrameSource {
  private final ShardAnswer answer;
  private final Trees trees;
  private final ElementWriter writer = new ElementWriter();
  private final Column column = new Column();
  private final SeriesSamples samples = new SeriesSamples();
  private @Nullable SeriesHeaders headers;
  private int headersWritten;
  private boolean headersEnded;

  AnswerFrames(ShardAnswer answer, Trees trees) {
    this.answer = answer;
    this.trees = trees;
  }

  @Override
  public byte @Nullable [] next() {
    byte[] frame = writer.take();
    while (frame == null && !writer.ended()) {
      try {
        advance();
      } catch (VarveException e) {
        fail(e.code(), e.getMessage());
      } catch (RuntimeException e) {
        fail(ErrorCode.INTERNAL, e.toString());
      }
      frame = writer.take();
    }
    return frame;
  }

  private void fail(ErrorCode code, String message) {
    Output output = new Output(64, -1);
    Texts.write(output, code.name());
    Texts.write(output, message);
    writer.add(Tag.FAILURE, output.toBytes());
    writer.end();
  }

  /** Writes one more element, or the last ones. */
  private void advance() {
    if (headers == null) {
      headers = open();
      return;
    }
    if (!headersEnded) {
      header(headers);
      return;
    }
    if (!value()) {
      writer.add(Tag.ANNOTATIONS, trees.write(List.copyOf(answer.annotations().values())));
      writer.end();
    }
  }

  private SeriesHeaders open() {
    ByteBuffer start = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN);
    writer.add(Tag.START, start.putInt(answer.shard()).put(AnswerKind.of(answer).number()).array());
    return switch (answer) {
      case ShardAnswer.Columns c -> c.series().open();
      case ShardAnswer.Samples s -> s.series().open();
      case ShardAnswer.Partials p -> p.groups().open();
    };
  }

  private void header(SeriesHeaders all) {
    if (headersWritten < all.size()) {
      Output output = new Output(4096, -1);
      headersWritten = HeaderBlock.write(all, headersWritten, output);
      writer.add(Tag.HEADERS, output.getBuffer(), output.position());
      return;
    }
    ByteBuffer count = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    writer.add(Tag.HEADERS_END, count.putInt(all.size()).array());
    headersEnded = true;
  }

  private boolean value() {
    switch (answer) {
      case ShardAnswer.Columns c -> {
        if (!c.series().next(column)) {
          return false;
        }
        writer.add(Tag.COLUMN, Numbers.column(column));
      }
      case ShardAnswer.Samples s -> {
        if (!s.series().next(samples)) {
          return false;
        }
        writer.add(Tag.SAMPLES, Numbers.samples(samples));
      }
      case ShardAnswer.Partials p -> {
        GroupState state = p.groups().next();
        if (state == null) {
          return false;
        }
        writer.add(Tag.STATE, state.encode());
      }
    }
    return true;
  }

  @Override
  public void close() {
    answer.close();
  }
}
