package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.ObjectMap;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records so that components may be added and removed: their names travel with the first
 * record of a class in a message, and each value has its length. A reader skips components that it
 * does not know, and takes zero, false, null or the empty list for those that are missing. Kryo's
 * own serializer of this kind sets fields, which records do not allow.
 */
final class RecordSerializer<T extends Record> extends Serializer<T> {
  private final Class<T> type;
  private final RecordComponent[] components;
  private final Constructor<T> constructor;
  private final Map<String, Integer> index = new HashMap<>();

  RecordSerializer(Class<T> type) {
    super(false, true);
    this.type = type;
    components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      components[i].getAccessor().setAccessible(true);
      index.put(components[i].getName(), i);
    }
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no canonical constructor", e);
    }
    constructor.setAccessible(true);
  }

  @Override
  public void write(Kryo kryo, Output output, T object) {
    ObjectMap<Object, Object> context = graph(kryo);
    if (!context.containsKey(type)) {
      context.put(type, components);
      output.writeVarInt(components.length, true);
      for (RecordComponent component : components) {
        Texts.write(output, component.getName());
      }
    }
    try (Output value = new Output(64, -1)) {
      for (RecordComponent component : components) {
        value.reset();
        kryo.writeClassAndObject(value, get(component, object));
        output.writeVarInt(value.position(), true);
        output.writeBytes(value.getBuffer(), 0, value.position());
      }
    }
  }

  private static Object get(RecordComponent component, Record object) {
    try {
      return component.getAccessor().invoke(object);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  @Override
  public T read(Kryo kryo, Input input, Class<? extends T> ignored) {
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = missing(components[i].getType());
    }
    for (String name : names(kryo, input)) {
      int length = Texts.length(input);
      int end = input.position() + length;
      Integer i = index.get(name);
      if (i == null) {
        input.setPosition(end);
      } else {
        values[i] = kryo.readClassAndObject(input);
      }
      if (input.position() != end) {
        throw new KryoException(name + " of " + type + " is of another length");
      }
    }
    try {
      return constructor.newInstance(values);
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      throw new KryoException(type + " refuses its values", e.getCause());
    }
  }

  /** The names of the writer's components, in the order of their values. */
  @SuppressWarnings("unchecked")
  private List<String> names(Kryo kryo, Input input) {
    ObjectMap<Object, Object> context = graph(kryo);
    Object known = context.get(type);
    if (known != null) {
      return (List<String>) known;
    }
    int count = Texts.length(input);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(Texts.read(input));
    }
    context.put(type, names);
    return names;
  }

  @SuppressWarnings("unchecked")
  private static ObjectMap<Object, Object> graph(Kryo kryo) {
    return kryo.getGraphContext();
  }

  private static @Nullable Object missing(Class<?> type) {
    if (type == List.class) {
      return List.of();
    }
    if (!type.isPrimitive()) {
      return null;
    }
    return Array.get(Array.newInstance(type, 1), 0);
  }
}
