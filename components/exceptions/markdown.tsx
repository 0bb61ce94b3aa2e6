import ReactMarkdown, { type Components } from "react-markdown";

/** Links leave this window alone and tell nobody where they were pressed. */
const COMPONENTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent underline">
      {children}
    </a>
  ),
  h1: ({ children }) => <Heading>{children}</Heading>,
  h2: ({ children }) => <Heading>{children}</Heading>,
  h3: ({ children }) => <Heading>{children}</Heading>,
  p: ({ children }) => <p className="mt-1 text-ink-2">{children}</p>,
  ol: ({ children }) => <ol className="mt-1 list-decimal pl-5 text-ink-2">{children}</ol>,
  ul: ({ children }) => <ul className="mt-1 list-disc pl-5 text-ink-2">{children}</ul>,
  li: ({ children }) => <li className="mt-0.5">{children}</li>,
  code: ({ children }) => <code className="mono rounded-sm bg-sunken px-1">{children}</code>,
};

function Heading({ children }: { readonly children?: React.ReactNode }) {
  return <h3 className="mt-2.5 text-xs font-semibold first:mt-0">{children}</h3>;
}

/** Text people wrote, as Markdown: no HTML of theirs, no pictures from elsewhere. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="max-w-prose break-words">
      <ReactMarkdown skipHtml disallowedElements={["img"]} unwrapDisallowed components={COMPONENTS}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
