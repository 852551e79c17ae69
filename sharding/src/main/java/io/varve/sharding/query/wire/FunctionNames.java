package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.varve.promql.ast.Function;
import io.varve.promql.function.Functions;

/** Functions by name: their signatures are the program's. */
final class FunctionNames extends Serializer<Function> {
  FunctionNames() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output output, Function function) {
    Texts.write(output, function.name());
  }

  @Override
  public Function read(Kryo kryo, Input input, Class<? extends Function> type) {
    String name = Texts.read(input);
    Function function = Functions.find(name);
    if (function == null) {
      throw new KryoException("there is no function " + name);
    }
    return function;
  }
}
