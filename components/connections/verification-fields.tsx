"use client";

import { useState } from "react";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { SCHEME_WORDS } from "./connection-words";

const SCHEME_OPTIONS = Object.entries(SCHEME_WORDS).map(([value, label]) => ({ value, label }));
const ALGORITHM_OPTIONS = ["sha256", "sha512", "sha1"].map((value) => ({
  value,
  label: value.toUpperCase(),
}));
const ENCODING_OPTIONS = ["hex", "base64", "base64url"].map((value) => ({ value, label: value }));

interface VerificationFieldsProps {
  readonly errors: Readonly<Record<string, string>>;
}

/** How senders prove who they are, with the settings of the chosen way only. */
export function VerificationFields({ errors }: VerificationFieldsProps) {
  const [scheme, setScheme] = useState("standard-webhooks");
  return (
    <>
      <Select
        label="Sender proves itself by"
        hint="Standard Webhooks where the partner can: it also stops old messages from being sent again."
        name="scheme"
        value={scheme}
        onChange={(event) => setScheme(event.target.value)}
        options={SCHEME_OPTIONS}
      />
      {scheme === "hmac" && <HmacFields errors={errors} />}
      {scheme === "basic" && (
        <TextField
          label="User name"
          name="user"
          required
          maxLength={100}
          autoComplete="off"
          error={errors["verification.user"]}
        />
      )}
      {scheme !== "none" && (
        <TextField
          label="The partner's own secret"
          hint="Only where the partner chose it. Leave it empty and hand over the one we make."
          name="secret"
          type="password"
          maxLength={500}
          autoComplete="off"
          error={errors.secret}
        />
      )}
    </>
  );
}

function HmacFields({ errors }: VerificationFieldsProps) {
  return (
    <>
      <TextField
        label="Header with the signature"
        name="header"
        required
        maxLength={100}
        autoComplete="off"
        error={errors["verification.header"]}
      />
      <div className="grid grid-cols-2 gap-3.5">
        <Select label="Algorithm" name="algorithm" defaultValue="sha256" options={ALGORITHM_OPTIONS} />
        <Select label="Written as" name="encoding" defaultValue="hex" options={ENCODING_OPTIONS} />
      </div>
      <TextField
        label="Text before the signature"
        hint="Such as sha256=, or nothing."
        name="prefix"
        maxLength={40}
        autoComplete="off"
        error={errors["verification.prefix"]}
      />
    </>
  );
}
