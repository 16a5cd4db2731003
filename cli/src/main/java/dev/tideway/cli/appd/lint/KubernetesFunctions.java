package dev.tideway.cli.appd.lint;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Those functions of Kubernetes that the rules of our CRDs use. */
final class KubernetesFunctions {
  private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
  private static final CelType URL = OpaqueType.create("kubernetes.URL");

  private KubernetesFunctions() {}

  static List<CelFunctionDecl> declarations() {
    return List.of(
        global("isQuantity", SimpleType.BOOL),
        global("quantity", QUANTITY),
        member("isGreaterThan", SimpleType.BOOL, QUANTITY, QUANTITY),
        member("compareTo", SimpleType.INT, QUANTITY, QUANTITY),
        global("isURL", SimpleType.BOOL),
        global("url", URL),
        member("getScheme", SimpleType.STRING, URL),
        member("getHost", SimpleType.STRING, URL),
        global("isCIDR", SimpleType.BOOL),
        member("isSorted", SimpleType.BOOL, ListType.create(SimpleType.DYN)));
  }

  static List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("isQuantity", String.class, s -> Quantity.parse(s).isPresent()),
        CelFunctionBinding.from("quantity", String.class, s -> Quantity.parse(s).orElseThrow()),
        CelFunctionBinding.from(
            "isGreaterThan", Quantity.class, Quantity.class, (a, b) -> a.compareTo(b) > 0),
        CelFunctionBinding.from(
            "compareTo", Quantity.class, Quantity.class, (a, b) -> (long) a.compareTo(b)),
        CelFunctionBinding.from("isURL", String.class, s -> url(s).isPresent()),
        CelFunctionBinding.from("url", String.class, s -> url(s).orElseThrow()),
        CelFunctionBinding.from(
            "getScheme", URI.class, u -> Optional.ofNullable(u.getScheme()).orElse("")),
        CelFunctionBinding.from(
            "getHost", URI.class, u -> Optional.ofNullable(u.getHost()).orElse("")),
        CelFunctionBinding.from("isCIDR", String.class, Cidr::isOne),
        CelFunctionBinding.from("isSorted", List.class, KubernetesFunctions::isSorted));
  }

  private static CelFunctionDecl global(String name, CelType result) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload(name, result, SimpleType.STRING));
  }

  private static CelFunctionDecl member(String name, CelType result, CelType... types) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newMemberOverload(name, result, types));
  }

  // As Go's url.ParseRequestURI: absolute, with a scheme or a path.
  private static Optional<URI> url(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() || text.startsWith("/") ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isSorted(List<?> list) {
    for (int i = 1; i < list.size(); i++) {
      if (number(list.get(i - 1)) > number(list.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }
}
