package dev.tideway.cli.appd;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Rewrites the classes of a jar for a JVM of today. Picocli's are those of Java 5, without the
 * stack maps by which a JVM checks a class quickly; so no AOT cache takes them, and every start
 * would load and check them anew, which is half of its time.
 */
public final class ModernJar {
  // Java 8: the stack maps are there, and nothing else changes its meaning.
  private static final int VERSION = ClassFile.JAVA_8_VERSION;

  private ModernJar() {}

  /** Rewrites a jar in place; one that is modern stays as it is. */
  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    if (rewrite(jar, rewritten)) {
      Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(rewritten);
    }
  }

  private static boolean rewrite(Path jar, Path rewritten) throws IOException {
    boolean changed = false;
    try (JarFile from = new JarFile(jar.toFile());
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(rewritten))) {
      ClassFile classes = classFile(from);
      for (JarEntry entry : (Iterable<JarEntry>) from.stream()::iterator) {
        byte[] content = from.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(".class")) {
          ClassModel model = classes.parse(content);
          if (model.majorVersion() < VERSION) {
            content = classes.transformClass(model, modern());
            changed = true;
          }
        }
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        to.write(content);
        to.closeEntry();
      }
    }
    return changed;
  }

  private static ClassTransform modern() {
    // Bodies that nothing touches would be copied, without the maps.
    return ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
        .andThen(ClassTransform.endHandler(c -> c.accept(ClassFileVersion.of(VERSION, 0))));
  }

  // Where two ways of the code meet, their types have a common ancestor, which may be in the jar.
  private static ClassFile classFile(JarFile jar) {
    ClassHierarchyResolver own =
        ClassHierarchyResolver.ofResourceParsing(
            type -> {
              String name = type.descriptorString();
              JarEntry entry = jar.getJarEntry(name.substring(1, name.length() - 1) + ".class");
              try {
                return entry == null ? null : jar.getInputStream(entry);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    return ClassFile.of(
        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
        ClassFile.ClassHierarchyResolverOption.of(
            own.orElse(ClassHierarchyResolver.defaultResolver())));
  }
}
