/**
 * Puts nodes after everything they need, and finds the cycles that make that impossible: for each the nodes from one
 * round to the same again. Takes time linear in nodes and edges, whatever many have in common.
 */
export function ordering<Node>(
  nodes: readonly Node[],
  needs: (node: Node) => readonly Node[],
): { order: Node[]; cycles: Node[][] } {
  const order: Node[] = [];
  const cycles: Node[][] = [];
  const state = new Map<Node, "open" | "done">();
  for (const start of nodes) {
    if (state.has(start)) continue;
    const path: { node: Node; rest: Iterator<Node> }[] = [];
    const enter = (node: Node) => {
      state.set(node, "open");
      path.push({ node, rest: needs(node).values() });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.rest.next();
      if (next.done) {
        state.set(top.node, "done");
        order.push(top.node);
        path.pop();
      } else if (!state.has(next.value)) enter(next.value);
      else if (state.get(next.value) === "open") {
        const from = path.findIndex(({ node }) => node === next.value);
        cycles.push([...path.slice(from).map(({ node }) => node), next.value]);
      }
    }
  }
  return { order, cycles };
}
