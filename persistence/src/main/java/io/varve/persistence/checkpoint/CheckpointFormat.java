package io.varve.persistence.checkpoint;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.DecodeException;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.persistence.event.WindowId;
import io.varve.persistence.head.ByteSink;
import io.varve.persistence.head.ForcedLengths;
import io.varve.persistence.head.MemSeries;
import java.util.List;
import java.util.function.Consumer;

/** Writes and reads checkpoint objects; the package documentation has their grammar. */
public final class CheckpointFormat {
  private CheckpointFormat() {}

  /**
   * Writes a checkpoint.
   *
   * @param count how many series {@code series} holds
   * @param series written by {@link MemSeries#writeTo}, one behind the other
   */
  public static byte[] write(CheckpointState state, int count, ByteSink series) {
    byte[] header = header(state, count).toByteArray();
    ByteSink out = Envelope.begin(Envelope.CHECKPOINT, header, series.size());
    out.put(series.array(), 0, series.size());
    return Envelope.end(out);
  }

  private static CheckpointProto.Header header(CheckpointState state, int count) {
    ByteSink segments = new ByteSink(64);
    state.segments().writeTo(segments);
    CheckpointProto.Header.Builder header =
        CheckpointProto.Header.newBuilder()
            .setShard(state.shard())
            .setSequenceNr(state.sequenceNr())
            .setNextRef(state.nextRef())
            .setSeriesCount(count)
            .setForcedLengths(ByteString.copyFrom(segments.array(), 0, segments.size()));
    for (CheckpointState.Tenant t : state.tenants()) {
      CheckpointProto.Tenant.Builder tenant =
          CheckpointProto.Tenant.newBuilder().setTenant(t.id().value());
      for (CheckpointState.Open w : t.open()) {
        tenant.addOpen(
            CheckpointProto.OpenWindow.newBuilder()
                .setStartMs(w.window().start())
                .setGeneration(w.window().generation())
                .setSamples(w.samples())
                .setFirstReceivedMs(w.firstReceived())
                .setLastReceivedMs(w.lastReceived()));
      }
      for (CheckpointState.Cut w : t.cut()) {
        tenant.addCut(
            CheckpointProto.CutWindow.newBuilder()
                .setStartMs(w.window().start())
                .setGeneration(w.window().generation())
                .setSequenceNr(w.sequenceNr()));
      }
      header.addTenants(tenant);
    }
    return header.build();
  }

  /**
   * Reads a checkpoint.
   *
   * @param name of the object, for messages
   * @param series is given each series, in no particular order
   * @throws CorruptionException when the object is not whole
   */
  public static CheckpointState read(byte[] object, String name, Consumer<MemSeries> series) {
    Envelope.Opened opened = Envelope.open(Envelope.CHECKPOINT, object, name);
    try {
      CheckpointProto.Header header = CheckpointProto.Header.parseFrom(opened.header());
      ByteCursor in = opened.body();
      for (long i = 0; i < header.getSeriesCount(); i++) {
        series.accept(MemSeries.readFrom(in));
      }
      if (in.hasRemaining()) {
        throw new CorruptionException(
            name,
            in.position(),
            header.getSeriesCount() + " series",
            in.remaining() + " bytes more");
      }
      return state(header);
    } catch (InvalidProtocolBufferException e) {
      throw new CorruptionException(name, 0, "a header", String.valueOf(e.getMessage()));
    } catch (CorruptionException e) {
      throw e;
    } catch (DecodeException e) {
      throw Envelope.corrupt(name, e);
    } catch (ArithmeticException | IllegalArgumentException | VarveException e) {
      // A number out of bounds, segments out of order, a name that is no tenant's.
      throw new CorruptionException(name, 0, "a header", String.valueOf(e.getMessage()));
    }
  }

  private static CheckpointState state(CheckpointProto.Header header) {
    List<CheckpointState.Tenant> tenants =
        header.getTenantsList().stream().map(CheckpointFormat::tenant).toList();
    byte[] segments = header.getForcedLengths().toByteArray();
    return new CheckpointState(
        header.getShard(),
        header.getSequenceNr(),
        Math.toIntExact(header.getNextRef()),
        tenants,
        ForcedLengths.readFrom(new ByteCursor(segments)));
  }

  private static CheckpointState.Tenant tenant(CheckpointProto.Tenant t) {
    return new CheckpointState.Tenant(
        new TenantId(t.getTenant()),
        t.getOpenList().stream()
            .map(
                w ->
                    new CheckpointState.Open(
                        new WindowId(w.getStartMs(), w.getGeneration()),
                        w.getSamples(),
                        w.getFirstReceivedMs(),
                        w.getLastReceivedMs()))
            .toList(),
        t.getCutList().stream()
            .map(
                w ->
                    new CheckpointState.Cut(
                        new WindowId(w.getStartMs(), w.getGeneration()), w.getSequenceNr()))
            .toList());
  }
}
