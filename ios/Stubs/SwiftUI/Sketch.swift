/// A drawing of nodes as HTML that is only like iOS: for a look at wording, order, wrapping and colours.
public struct Sketch {
    let width: Int
    let height: Int
    let isDark: Bool
    let isRightToLeft: Bool
    let symbols: (String) -> String

    /// `symbols`: the paths of a symbol, on a square of 24.
    public init(width: Int, height: Int, isDark: Bool, isRightToLeft: Bool = false, symbols: @escaping (String) -> String) {
        (self.width, self.height, self.isDark, self.isRightToLeft, self.symbols) = (width, height, isDark, isRightToLeft, symbols)
    }

    @MainActor func page(_ screen: Node) -> String {
        "<!doctype html><meta charset=utf-8><style>\(sheet)</style><body\(isRightToLeft ? " dir=rtl" : "") data-height=\(height)>\(html(screen))\(Self.fit)</body>"
    }

    @MainActor private func html(_ node: Node) -> String {
        let kinds = node.kind + (node.isWide ? " wide" : "") + (node.isTall ? " tall" : "") + (node.isOff ? " off" : "")
        let style = node.style.sorted { $0.key < $1.key }.map { "\($0):\($1)" }.joined(separator: ";")
        let marks = node.marks.sorted { $0.key < $1.key }.map { " \($0)=\"\(escaped($1))\"" }.joined()
        let open = "class=\"\(kinds)\" style=\"\(style)\"\(marks)"
        switch node.kind {
        case "field": return "<input \(open)>"
        case "symbol": return "<i \(open)><svg viewBox='0 0 24 24'>\(symbols(node.marks["data-symbol"] ?? ""))</svg></i>"
        case "shape": return "<div \(open)>\(node.text)</div>"
        case "elsewhere": return ""
        default: return "<div \(open)>\(escaped(node.text))\(node.kids.map(html).joined())</div>"
        }
    }

    private func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: "\"", with: "&quot;")
            .replacingOccurrences(of: "\n", with: "<br>")
    }

    /// What letters do that shrink to fit: CSS can't.
    private static let fit = """
        <script>
        function inner(part) {
          const all = document.createRange();
          all.selectNodeContents(part);
          return all.getBoundingClientRect().width - 0.01;
        }
        for (const all of document.querySelectorAll("[data-least]")) {
          const parts = [all, ...all.querySelectorAll("*")].map((part) => [part, parseFloat(getComputedStyle(part).fontSize)]);
          const isTooWide = () => all.scrollWidth > all.clientWidth || parts.some(([part]) => inner(part) > part.getBoundingClientRect().width);
          for (let by = 1; isTooWide() && by >= all.dataset.least; by -= 0.02)
            for (const [part, size] of parts) part.style.fontSize = size * by + "px";
        }
        </script>
        """

    /// The page is as high as the screen, or as all that can be scrolled to.
    private var sheet: String {
        """
        :root{--page:\(isDark ? "#0E1413" : "#F5F7F6");--line:\(isDark ? "#2B3736" : "#DCE2E0");--well:\(isDark ? "#1D2726" : "#EEF2F1");--ink:\(isDark ? "#E8EFED" : "#13201E")}
        *{box-sizing:border-box;min-width:0}
        body{margin:0;width:\(width)px;background:var(--page);color:var(--ink);font:17px/1.3 -apple-system,Inter,"Noto Sans",sans-serif}
        body>.screen{display:flex;flex-direction:column;min-height:\(height)px;padding:44px 0 24px}
        .column,.wrap,.scroll,.page,.barred,.side,.detail{display:flex;flex-direction:column}.wrap{align-items:center;justify-content:center}
        .scroll{align-items:center}.row,.switch,.label{display:flex;flex-direction:row}
        .button{display:flex;flex-direction:column;align-items:center;justify-content:center}
        .layers{display:grid}.layers>*{grid-area:1/1}.over{display:grid}.over>*{grid-area:1/1}.above{display:flex;pointer-events:none}
        .wide{align-self:stretch;width:auto}.row>.wide,.switch>.wide{flex:1 1 0}.tall{flex:1 1 auto;min-height:0}.row>.tall{align-self:stretch}
        .column>.tall,.page>.tall,.barred>.tall,.wrap>.tall{flex:1 1 auto}
        .layers>.wide,.over>.wide{justify-self:stretch}.layers>.tall,.over>.tall{align-self:stretch}
        .spacer{flex:1 1 0}.divider{border-top:1px solid var(--line)}.item:empty{display:none}
        .shape svg{display:block;width:100%;height:100%;overflow:visible}.shape svg *{vector-effect:non-scaling-stroke}
        .wrap>*{max-width:100%}.text{overflow-wrap:anywhere;max-width:100%}
        .symbol{display:inline-flex;flex:none}.symbol svg{width:1.3em;height:1.3em;fill:currentColor}
        .bar{display:flex;align-items:center;gap:12px;min-height:52px;padding:0 16px;flex:none}.bar .button{min-width:44px;min-height:44px}
        .bar [data-title]{flex:1;font-weight:700;font-size:28px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.bar [data-title=inline]{font-size:20px}
        .field{border:none;outline:none;padding:0;font:inherit;color:inherit;background:none;width:100%}.field::placeholder{color:inherit;opacity:.35}
        .barred>.field{margin:0 16px 12px;width:auto;min-height:44px;padding:0 16px;border-radius:22px;background:var(--well)}
        .toggle{flex:none;width:51px;height:31px;border-radius:16px;background:#8886;align-self:center}.toggle[aria-checked=true]{background:#0B6E69}
        .toggle::before{content:"";display:block;width:27px;height:27px;border-radius:14px;background:#fff;margin:2px}
        .toggle[aria-checked=true]::before{margin-inline-start:22px}.switch{align-items:center;gap:12px}
        .split{display:flex;flex-direction:row}.side{width:340px;flex:none;border-inline-end:1px solid var(--line)}.detail{flex:1}
        [dir=rtl] .symbol[data-symbol^=chevron] svg{transform:scaleX(-1)}
        """
    }
}
