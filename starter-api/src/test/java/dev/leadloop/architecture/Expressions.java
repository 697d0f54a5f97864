package dev.leadloop.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.RecordComponentVisitor;
import org.springframework.asm.TypePath;
import org.springframework.core.io.Resource;

/** Reads from class files every regular expression that they compile, however it is written down. */
final class Expressions {
  private static final int API = Opcodes.ASM9;
  private static final String PATTERN = "java/util/regex/Pattern";
  private static final String MATCHER = "java/util/regex/Matcher";
  private static final String OF_STRING = "java/lang/String";

  private final Set<Expression> found = new LinkedHashSet<>();
  private final Set<String> unreadable = new LinkedHashSet<>();

  /** Of all classes of the product. */
  static Expressions ofProduct() {
    Expressions expressions = new Expressions();
    for (Resource file : ProductClasses.all()) {
      try (var bytes = file.getInputStream()) {
        expressions.read(new ClassReader(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return expressions;
  }

  /** Those that are constants. */
  Set<Expression> found() {
    return found;
  }

  /** Classes with one that is put together when it runs, and so cannot be read here. */
  Set<String> unreadable() {
    return unreadable;
  }

  /** Reads one class. */
  void read(ClassReader file) {
    OneClass one = new OneClass(file.getClassName().replace('/', '.'));
    file.accept(one, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    one.end();
  }

  private final class OneClass extends ClassVisitor {
    private final String name;
    /** By the field they are kept in. */
    private final Map<String, Expression> kept = new HashMap<>();
    private final Set<String> lookedFor = new HashSet<>();

    OneClass(String name) {
      super(API);
      this.name = name;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
      return new OneMethod(this);
    }

    @Override
    public FieldVisitor visitField(
        int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
      return new FieldVisitor(API) {
        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
          return annotation(type);
        }

        @Override
        public @Nullable AnnotationVisitor visitTypeAnnotation(int ref, @Nullable TypePath path, String type, boolean visible) {
          return annotation(type);
        }
      };
    }

    @Override
    public RecordComponentVisitor visitRecordComponent(String component, String descriptor, @Nullable String signature) {
      return new RecordComponentVisitor(API) {
        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
          return annotation(type);
        }

        @Override
        public @Nullable AnnotationVisitor visitTypeAnnotation(int ref, @Nullable TypePath path, String type, boolean visible) {
          return annotation(type);
        }
      };
    }

    /** Validation holds its expressions against the whole text. */
    @Nullable AnnotationVisitor annotation(String type) {
      return !type.equals("Ljakarta/validation/constraints/Pattern;")
          ? null
          : new AnnotationVisitor(API) {
            @Override
            public void visit(String attribute, Object value) {
              if (attribute.equals("regexp")) {
                found.add(new Expression(name, (String) value, 0, true));
              }
            }
          };
    }

    void end() {
      kept.forEach((field, one) -> found.add(
          new Expression(one.place(), one.regex(), one.flags(), !lookedFor.contains(field))));
    }
  }

  /** Follows the constants that are on the stack just before a call. */
  private final class OneMethod extends MethodVisitor {
    private final OneClass owner;
    private final List<@Nullable Object> pushed = new ArrayList<>();
    private @Nullable Expression compiled;
    /** The field whose expression is being used. */
    private @Nullable String inUse;

    OneMethod(OneClass owner) {
      super(API);
      this.owner = owner;
    }

    @Override
    public void visitMethodInsn(int opcode, String type, String method, String descriptor, boolean ofInterface) {
      if (type.equals(PATTERN) && (method.equals("compile") || method.equals("matches"))) {
        keep(compiled);
        boolean flagged = descriptor.startsWith("(Ljava/lang/String;I)");
        compiled =
            expression(before(flagged || method.equals("matches") ? 1 : 0), flagged ? before(0) : Integer.valueOf(0), false);
      } else if (type.equals(OF_STRING) && descriptor.startsWith("(Ljava/lang/String;") && compilesOne(method)) {
        boolean alone = descriptor.startsWith("(Ljava/lang/String;)");
        keep(expression(before(alone ? 0 : 1), 0, method.equals("matches")));
      } else if (type.equals(MATCHER) || type.equals(PATTERN)) {
        use(method);
      }
      other();
    }

    private static boolean compilesOne(String method) {
      return switch (method) {
        case "matches", "replaceAll", "replaceFirst", "split", "splitWithDelimiters" -> true;
        default -> false;
      };
    }

    private void use(String method) {
      if (inUse != null && !method.equals("matcher")) {
        if (!method.equals("matches")) {
          owner.lookedFor.add(inUse);
        }
        inUse = null;
      }
    }

    private @Nullable Expression expression(@Nullable Object regex, @Nullable Object flags, boolean whole) {
      if (regex instanceof String text && flags instanceof Integer bits) {
        return new Expression(owner.name, text, bits, whole);
      }
      unreadable.add(owner.name);
      return null;
    }

    private void keep(@Nullable Expression one) {
      if (one != null) {
        found.add(one);
      }
    }

    /** What the instruction so many before pushed; null where that is no constant. */
    private @Nullable Object before(int back) {
      int place = pushed.size() - 1 - back;
      return place < 0 ? null : pushed.get(place);
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String field, String descriptor) {
      if (opcode == Opcodes.PUTSTATIC && descriptor.equals("L" + PATTERN + ";") && compiled != null) {
        owner.kept.put(field, compiled);
        compiled = null;
      } else if (opcode == Opcodes.GETSTATIC && descriptor.equals("L" + PATTERN + ";")) {
        drop();
        inUse = field;
      }
      other();
    }

    /** What is not seen to be held against a whole text is looked for in one. */
    private void drop() {
      if (inUse != null) {
        owner.lookedFor.add(inUse);
      }
      inUse = null;
      keep(compiled);
      compiled = null;
    }

    @Override
    public void visitEnd() {
      drop();
    }

    @Override
    public void visitLdcInsn(Object value) {
      pushed.add(value);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      pushed.add(operand);
    }

    @Override
    public void visitInsn(int opcode) {
      boolean number = opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5;
      pushed.add(number ? Integer.valueOf(opcode - Opcodes.ICONST_0) : null);
    }

    private void other() {
      pushed.add(null);
    }

    @Override
    public void visitVarInsn(int opcode, int place) {
      other();
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      other();
    }

    @Override
    public void visitInvokeDynamicInsn(String method, String descriptor, Handle bootstrap, Object... arguments) {
      other();
    }

    @Override
    public void visitJumpInsn(int opcode, Label to) {
      other();
    }

    @Override
    public void visitLabel(Label label) {
      // Lines are told by labels, and stand between a constant and its call.
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return owner.annotation(type);
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(int ref, @Nullable TypePath path, String type, boolean visible) {
      return owner.annotation(type);
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
      return owner.annotation(type);
    }
  }
}
