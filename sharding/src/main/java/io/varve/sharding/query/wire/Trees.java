package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.Pool;
import io.varve.model.DecodeException;
import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.promql.ast.AggregateOp;
import io.varve.promql.ast.BinaryOp;
import io.varve.promql.ast.Cardinality;
import io.varve.promql.ast.Function;
import io.varve.promql.ast.PosRange;
import io.varve.promql.ast.UnaryOp;
import io.varve.promql.ast.ValueType;
import io.varve.promql.ast.VectorMatching;
import io.varve.promql.plan.EvalSettings;
import io.varve.promql.plan.Fragment;
import io.varve.promql.plan.Moment;
import io.varve.promql.plan.PlanNode;
import io.varve.promql.plan.Selection;
import io.varve.promql.value.Annotation;
import io.varve.promql.value.ForcedMonotonicity;
import io.varve.promql.value.Remark;
import io.varve.promql.value.StepGrid;
import java.util.List;

/**
 * Writes trees of records by Kryo: only classes registered here, under fixed numbers, and with
 * components that may come and go. Thread-safe.
 */
final class Trees {
  /** A depth that no plan reaches: the parser's bound, and lists in between. */
  private static final int MAX_DEPTH = 4096;

  private final Pool<Kryo> pool =
      new Pool<>(true, true, 16) {
        @Override
        protected Kryo create() {
          return kryo();
        }
      };

  /** The numbers are on the wire: they never change, and none is used again. */
  static Kryo kryo() {
    Kryo kryo = new ListKryo();
    kryo.setRegistrationRequired(true);
    kryo.setReferences(false);
    kryo.setMaxDepth(MAX_DEPTH);
    kryo.register(String.class, new Texts(), 10);
    kryo.register(List.class, new Lists(), 11);
    kryo.register(Labels.class, new LabelPairs(), 12);
    kryo.register(Function.class, new FunctionNames(), 13);
    constants(kryo, MatchType.class, 14);
    constants(kryo, ValueType.class, 15);
    constants(kryo, UnaryOp.class, 16);
    constants(kryo, BinaryOp.class, 17);
    constants(kryo, AggregateOp.class, 18);
    constants(kryo, Cardinality.class, 19);
    constants(kryo, Annotation.Severity.class, 20);
    record(kryo, Fragment.class, 30);
    record(kryo, StepGrid.class, 31);
    record(kryo, EvalSettings.class, 32);
    record(kryo, PosRange.class, 33);
    record(kryo, LabelMatcher.class, 34);
    record(kryo, Moment.class, 35);
    record(kryo, Selection.class, 36);
    record(kryo, VectorMatching.class, 37);
    record(kryo, PlanNode.Number.class, 40);
    record(kryo, PlanNode.Text.class, 41);
    record(kryo, PlanNode.Select.class, 42);
    record(kryo, PlanNode.Window.class, 43);
    record(kryo, PlanNode.Subquery.class, 44);
    record(kryo, PlanNode.Unary.class, 45);
    record(kryo, PlanNode.Binary.class, 46);
    record(kryo, PlanNode.Aggregate.class, 47);
    record(kryo, PlanNode.Call.class, 48);
    record(kryo, PlanNode.Absent.class, 49);
    record(kryo, PlanNode.StepInvariant.class, 50);
    record(kryo, PlanNode.Sent.class, 51);
    record(kryo, PlanNode.InfoSelect.class, 52);
    record(kryo, Remark.class, 60);
    record(kryo, ForcedMonotonicity.class, 61);
    return kryo;
  }

  /** All lists are written as lists, whatever their class. */
  private static final class ListKryo extends Kryo {
    @Override
    @SuppressWarnings("rawtypes") // as Kryo declares it
    public Registration getRegistration(Class type) {
      return super.getRegistration(List.class.isAssignableFrom(type) ? List.class : type);
    }
  }

  private static <E extends Enum<E>> void constants(Kryo kryo, Class<E> type, int number) {
    kryo.register(type, new Enums<>(type), number);
  }

  private static <T extends Record> void record(Kryo kryo, Class<T> type, int number) {
    kryo.register(type, new RecordSerializer<>(type), number);
  }

  /** Returns the tree's bytes. */
  byte[] write(Object tree) {
    Kryo kryo = pool.obtain();
    try (Output output = new Output(512, -1)) {
      kryo.writeClassAndObject(output, tree);
      return output.toBytes();
    } finally {
      pool.free(kryo);
    }
  }

  /**
   * Returns the tree of the bytes.
   *
   * @throws DecodeException if they are not a tree of that class
   */
  <T> T read(byte[] bytes, Class<T> type) {
    Kryo kryo = pool.obtain();
    try (Input input = new Input(bytes)) {
      T tree = type.cast(kryo.readClassAndObject(input));
      if (tree == null || input.position() != bytes.length) {
        throw new DecodeException("a tree is of another length", input.position());
      }
      return tree;
    } catch (DecodeException e) {
      throw e;
    } catch (RuntimeException e) {
      // Wrong numbers and lengths, values of another class, and those that a record refuses.
      throw new DecodeException("not a " + type.getSimpleName() + ": " + e.getMessage(), 0);
    } finally {
      pool.free(kryo);
    }
  }
}
