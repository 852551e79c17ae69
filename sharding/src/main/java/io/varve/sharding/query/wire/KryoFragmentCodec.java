package io.varve.sharding.query.wire;

import io.varve.model.DecodeException;
import io.varve.promql.aggregate.GroupState;
import io.varve.promql.exec.PartialOperator;
import io.varve.promql.exec.SampleOperator;
import io.varve.promql.exec.SeriesOperator;
import io.varve.promql.gather.FragmentCodec;
import io.varve.promql.gather.FragmentRequest;
import io.varve.promql.gather.FrameSource;
import io.varve.promql.gather.ShardAnswer;
import io.varve.promql.value.Column;
import io.varve.promql.value.SeriesHeaders;
import io.varve.promql.value.SeriesSamples;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The messages that travel between nodes. Thread-safe. */
public final class KryoFragmentCodec implements FragmentCodec {
  private final Trees trees = new Trees();

  /** Makes a codec; dear enough to be shared. */
  public KryoFragmentCodec() {}

  @Override
  public FrameSource encode(FragmentRequest request) {
    return RequestFrames.write(request, trees);
  }

  @Override
  public FragmentRequest decodeRequest(FrameSource frames) {
    return RequestFrames.read(frames, trees);
  }

  @Override
  public FrameSource encode(ShardAnswer answer) {
    return new AnswerFrames(answer, trees);
  }

  @Override
  public ShardAnswer decodeAnswer(int shard, FragmentRequest request, FrameSource frames) {
    AnswerKind kind = AnswerKind.of(request.fragment().answer());
    AnswerStream stream = new AnswerStream(new ElementReader(frames), trees, shard, kind);
    int steps = request.fragment().grid().count();
    return switch (kind) {
      case COLUMNS ->
          new ShardAnswer.Columns(shard, new Columns(stream, steps), stream.annotations());
      case SAMPLES -> new ShardAnswer.Samples(shard, new Samples(stream), stream.annotations());
      case PARTIALS ->
          new ShardAnswer.Partials(shard, new Partials(stream, request), stream.annotations());
    };
  }

  private record Columns(AnswerStream stream, int steps) implements SeriesOperator {
    @Override
    public SeriesHeaders open() {
      return stream.open();
    }

    @Override
    public boolean next(Column into) {
      ByteBuffer body = stream.value(Tag.COLUMN);
      if (body == null) {
        return false;
      }
      try {
        Numbers.column(body, steps, into);
      } catch (BufferUnderflowException | IndexOutOfBoundsException _) {
        throw new DecodeException("a column ends early", 0);
      }
      return true;
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  private record Samples(AnswerStream stream) implements SampleOperator {
    @Override
    public SeriesHeaders open() {
      return stream.open();
    }

    @Override
    public boolean next(SeriesSamples into) {
      ByteBuffer body = stream.value(Tag.SAMPLES);
      if (body == null) {
        return false;
      }
      try {
        Numbers.samples(body, into);
      } catch (BufferUnderflowException | IndexOutOfBoundsException _) {
        throw new DecodeException("samples end early", 0);
      }
      return true;
    }

    @Override
    public void close() {
      stream.close();
    }
  }

  private record Partials(AnswerStream stream, FragmentRequest request) implements PartialOperator {
    @Override
    public SeriesHeaders open() {
      return stream.open();
    }

    @Override
    public @Nullable GroupState next() {
      ByteBuffer body = stream.value(Tag.STATE);
      if (body == null) {
        return null;
      }
      byte[] bytes = new byte[body.remaining()];
      body.get(bytes);
      return request.states().decode(bytes);
    }

    @Override
    public void close() {
      stream.close();
    }
  }
}
