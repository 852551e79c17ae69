package io.varve.node;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds {@code synchronized (this)} in byte code, which ArchUnit does not look at: javac writes
 * {@code aload_0, dup, astore, monitorenter}.
 */
final class MonitorsOnThis {
  private MonitorsOnThis() {}

  static List<String> in(JavaClass javaClass) {
    List<String> found = new ArrayList<>();
    for (MethodModel method : ClassFile.of().parse(bytes(javaClass)).methods()) {
      boolean locks = method.code().map(MonitorsOnThis::locksOnThis).orElse(false);
      if (locks && !method.flags().has(AccessFlag.STATIC)) {
        found.add(javaClass.getName() + "." + method.methodName().stringValue());
      }
    }
    return found;
  }

  private static boolean locksOnThis(CodeModel code) {
    List<Instruction> before = new ArrayList<>();
    for (CodeElement element : code) {
      if (element instanceof Instruction instruction) {
        int size = before.size();
        if (instruction.opcode() == Opcode.MONITORENTER
            && size >= 3
            && before.get(size - 3) instanceof LoadInstruction load
            && load.slot() == 0) {
          return true;
        }
        before.add(instruction);
      }
    }
    return false;
  }

  private static byte[] bytes(JavaClass javaClass) {
    try (InputStream in = javaClass.getSource().orElseThrow().getUri().toURL().openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
