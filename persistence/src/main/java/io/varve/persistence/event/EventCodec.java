package io.varve.persistence.event;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.varve.model.ErrorCode;
import io.varve.model.FormatVersionException;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.model.Windows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns events into the bytes of a log record and back.
 *
 * <p>Not thread-safe: an encoder keeps its scratch space. Decoding is static and may run anywhere.
 */
public final class EventCodec {
  /** Version of the format; a reader refuses a later one. */
  public static final int VERSION = 2;

  /** Version of events without histograms, so that a release which knows none reads them. */
  private static final int WITHOUT_HISTOGRAMS = 1;

  private static final int SAMPLES = 1;
  private static final int WINDOW_CUT = 2;
  private static final int SERIES_REMOVED = 3;
  private static final int COLUMNS_TAG =
      EventProto.Event.COLUMNS_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final ColumnsCodec columns = new ColumnsCodec();

  /** Encodes an event into an array of its own. */
  public byte[] encode(Event event) {
    return switch (event) {
      case Event.Samples e -> encodeSamples(e);
      case Event.WindowCut e ->
          builder(WINDOW_CUT, e.tenant(), e.receiveTime())
              .setWindowCut(
                  EventProto.WindowCut.newBuilder().addAllWindows(windowsToProto(e.windows())))
              .build()
              .toByteArray();
      case Event.SeriesRemoved e ->
          builder(SERIES_REMOVED, e.tenant(), e.receiveTime())
              .setSeriesRemoved(removedToProto(e.refs()))
              .build()
              .toByteArray();
      case Event.Unknown e ->
          throw new IllegalArgumentException("event of unknown kind " + e.kind());
    };
  }

  private byte[] encodeSamples(Event.Samples e) {
    EventProto.Event.Builder b = builder(SAMPLES, e.tenant(), e.receiveTime());
    if (e.columns().hasHistograms()) {
      b.setVersion(VERSION);
    }
    for (BatchId id : e.batches()) {
      b.addBatches(
          EventProto.BatchId.newBuilder()
              .setRouterIncarnation(id.routerIncarnation())
              .setNumber(id.number()));
    }
    b.setVerdicts(verdictsToProto(e.verdicts()));
    b.addAllOpenedWindows(windowsToProto(e.openedWindows()));
    for (NewSeries s : e.newSeries()) {
      b.addNewSeries(seriesToProto(s));
    }
    try {
      var header = b.build();
      byte[] encoded = columns.encode(e.columns());
      int length = columns.length();
      int headerSize = header.getSerializedSize();
      byte[] bytes =
          new byte
              [headerSize
                  + CodedOutputStream.computeUInt32SizeNoTag(COLUMNS_TAG)
                  + CodedOutputStream.computeUInt32SizeNoTag(length)
                  + length];
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      header.writeTo(out);
      out.writeUInt32NoTag(COLUMNS_TAG);
      out.writeUInt32NoTag(length);
      out.write(encoded, 0, length);
      out.checkNoSpaceLeft();
      return bytes;
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array refused bytes that were counted", impossible);
    }
  }

  private static EventProto.Event.Builder builder(int kind, TenantId tenant, long receiveTime) {
    return EventProto.Event.newBuilder()
        .setVersion(WITHOUT_HISTOGRAMS)
        .setKind(kind)
        .setTenant(tenant.value())
        .setReceiveTimeMs(receiveTime);
  }

  private static List<EventProto.Window> windowsToProto(List<WindowId> windows) {
    List<EventProto.Window> list = new ArrayList<>(windows.size());
    for (WindowId w : windows) {
      list.add(
          EventProto.Window.newBuilder()
              .setStartMs(w.start())
              .setGeneration(w.generation())
              .build());
    }
    return list;
  }

  private static EventProto.Verdicts verdictsToProto(Verdicts v) {
    return EventProto.Verdicts.newBuilder()
        .setTooOld(v.tooOld())
        .setTooNew(v.tooNew())
        .setBadLabels(v.badLabels())
        .setOverSeriesLimit(v.overSeriesLimit())
        .setMinTimeMs(v.minTime())
        .setMaxTimeMs(v.maxTime())
        .setSeriesLimit(v.seriesLimit())
        .setSeriesCount(v.seriesCount())
        .build();
  }

  private static EventProto.NewSeries seriesToProto(NewSeries s) {
    var b = EventProto.NewSeries.newBuilder().setRef(s.ref());
    for (int i = 0; i < s.labels().size(); i++) {
      b.addLabels(s.labels().name(i)).addLabels(s.labels().value(i));
    }
    return b.build();
  }

  private static EventProto.SeriesRemoved removedToProto(int[] refs) {
    var b = EventProto.SeriesRemoved.newBuilder();
    int previous = 0;
    for (int ref : refs) {
      b.addRefDeltas(ref - previous);
      previous = ref;
    }
    return b.build();
  }

  /**
   * Decodes a log record.
   *
   * @throws VarveException when the bytes are no event; {@link FormatVersionException} when they
   *     are of a later version
   */
  public static Event decode(byte[] record) {
    EventProto.Event e;
    try {
      e = EventProto.Event.parseFrom(record);
    } catch (InvalidProtocolBufferException bad) {
      throw new VarveException(ErrorCode.CORRUPT_DATA, "event: " + bad.getMessage());
    }
    if (e.getVersion() > VERSION) {
      throw new FormatVersionException("event", e.getVersion(), VERSION, VERSION);
    }
    return switch (e.getKind()) {
      case SAMPLES -> decodeSamples(e);
      case WINDOW_CUT ->
          new Event.WindowCut(
              tenant(e), e.getReceiveTimeMs(), windows(e.getWindowCut().getWindowsList()));
      case SERIES_REMOVED ->
          new Event.SeriesRemoved(
              tenant(e), e.getReceiveTimeMs(), removed(e.getSeriesRemoved().getRefDeltasList()));
      default -> new Event.Unknown(e.getKind());
    };
  }

  private static Event decodeSamples(EventProto.Event e) {
    List<BatchId> batches = new ArrayList<>(e.getBatchesCount());
    for (var id : e.getBatchesList()) {
      batches.add(new BatchId(id.getRouterIncarnation(), id.getNumber()));
    }
    List<NewSeries> series = new ArrayList<>(e.getNewSeriesCount());
    for (var s : e.getNewSeriesList()) {
      series.add(new NewSeries(ref(s.getRef()), labels(s.getLabelsList())));
    }
    var v = e.getVerdicts();
    return new Event.Samples(
        tenant(e),
        e.getReceiveTimeMs(),
        batches,
        new Verdicts(
            v.getTooOld(),
            v.getTooNew(),
            v.getBadLabels(),
            v.getOverSeriesLimit(),
            v.getMinTimeMs(),
            v.getMaxTimeMs(),
            v.getSeriesLimit(),
            v.getSeriesCount()),
        windows(e.getOpenedWindowsList()),
        series,
        ColumnsCodec.decode(columns(e.getColumns())));
  }

  private static CodedInputStream columns(ByteString bytes) {
    return bytes.newCodedInput();
  }

  private static TenantId tenant(EventProto.Event e) {
    if (!TenantId.isValid(e.getTenant())) {
      throw new VarveException(ErrorCode.CORRUPT_DATA, "event: tenant " + e.getTenant());
    }
    return new TenantId(e.getTenant());
  }

  private static int ref(long ref) {
    if (ref <= 0 || ref > Integer.MAX_VALUE) {
      throw new VarveException(ErrorCode.CORRUPT_DATA, "event: series reference " + ref);
    }
    return (int) ref;
  }

  private static Labels labels(List<String> pairs) {
    try {
      return Labels.of(pairs.toArray(String[]::new));
    } catch (IllegalArgumentException bad) {
      throw new VarveException(ErrorCode.CORRUPT_DATA, "event: " + bad.getMessage());
    }
  }

  private static List<WindowId> windows(List<EventProto.Window> windows) {
    List<WindowId> list = new ArrayList<>(windows.size());
    for (var w : windows) {
      if (Windows.windowStart(w.getStartMs()) != w.getStartMs() || w.getGeneration() < 0) {
        throw new VarveException(
            ErrorCode.CORRUPT_DATA,
            "event: window %d, generation %d".formatted(w.getStartMs(), w.getGeneration()));
      }
      list.add(new WindowId(w.getStartMs(), w.getGeneration()));
    }
    return list;
  }

  private static int[] removed(List<Long> deltas) {
    int[] refs = new int[deltas.size()];
    long ref = 0;
    for (int i = 0; i < refs.length; i++) {
      ref += deltas.get(i);
      refs[i] = ref(ref);
    }
    return refs;
  }
}
