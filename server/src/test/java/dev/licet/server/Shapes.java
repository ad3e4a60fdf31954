package dev.licet.server;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/// Measures the methods, constructors and records of source files, as the compiler reads them.
final class Shapes {
    private final List<Shape> found = new ArrayList<>();

    enum Kind {
        METHOD,
        CONSTRUCTOR,
        RECORD
    }

    /// What was measured of one.
    ///
    /// @param lines      from the line of its name to its last brace, so without annotations; 0 for records
    /// @param parameters or the components of a record
    record Shape(Kind kind, String place, int lines, int parameters) {}

    private Shapes() {}

    static List<Shape> of(Collection<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var shapes = new Shapes();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var sources = manager.getJavaFileObjectsFromPaths(files);
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
            var trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                shapes.new Reader(unit, trees.getSourcePositions()).scan(unit, null);
            }
        }
        return shapes.found;
    }

    private final class Reader extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;

        Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.lines = unit.getLineMap();
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (type.getKind() == Tree.Kind.RECORD) {
                int components = (int) type.getMembers().stream()
                        .filter(member -> member instanceof VariableTree field
                                && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .count();
                found.add(new Shape(Kind.RECORD, place(type, type.getSimpleName()), 0, components));
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean constructor = method.getReturnType() == null;
            found.add(new Shape(
                    constructor ? Kind.CONSTRUCTOR : Kind.METHOD,
                    place(method, method.getName()),
                    lines(method),
                    method.getParameters().size()));
            return super.visitMethod(method, nothing);
        }

        private int lines(MethodTree method) {
            BlockTree body = method.getBody();
            if (body == null) return 0;
            long head = method.getReturnType() == null
                    ? positions.getEndPosition(unit, method.getModifiers()) + 1
                    : positions.getStartPosition(unit, method.getReturnType());
            long first = Math.max(head, positions.getStartPosition(unit, method));
            return (int) (lines.getLineNumber(positions.getEndPosition(unit, body)) - lines.getLineNumber(first)) + 1;
        }

        private String place(Tree tree, Object name) {
            String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
            return file + ":" + lines.getLineNumber(positions.getStartPosition(unit, tree)) + " " + name;
        }
    }
}
