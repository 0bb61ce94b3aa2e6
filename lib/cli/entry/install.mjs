import { installDependencies } from "./install-dependencies.mjs";
import { requireNode } from "./project.mjs";

requireNode();
console.log((await installDependencies()) ? "packages installed" : "packages up to date");
