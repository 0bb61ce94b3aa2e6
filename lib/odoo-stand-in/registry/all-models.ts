import { accountModel, incotermModel, journalModel, taxModel } from "../models/accounting/masters";
import { moveLineModel, moveModel } from "../models/accounting/move";
import { paymentModel, registerModel } from "../models/accounting/payment";
import { reversalModel } from "../models/accounting/reversal";
import { attachmentModel, messageModel, subtypeModel, trackingModel } from "../models/mail/models";
import {
  companyModel,
  countryModel,
  currencyModel,
  currencyRateModel,
  languageModel,
  stateModel,
} from "../models/partners/company";
import { partnerModel } from "../models/partners/partner";
import { productModel } from "../models/partners/product";
import { purchaseLineModel, purchaseModel } from "../models/purchase/purchase";
import { invoiceWizard } from "../models/sales/invoice-wizard";
import { orderLineModel, orderModel } from "../models/sales/order";
import {
  carrierModel,
  locationModel,
  pickingTypeModel,
  unitModel,
  warehouseModel,
} from "../models/stock/masters";
import { pickingModel, moveModel as stockMoveModel } from "../models/stock/picking";
import { quantModel } from "../models/stock/quant";
import { returnLineModel, returnModel } from "../models/stock/return";
import { identityModel, keyDescriptionModel, keyModel } from "../models/technical/keys";
import {
  automationModel,
  externalIdModel,
  irFieldModel,
  irModel,
  moduleModel,
  parameterModel,
  ruleModel,
  serverActionModel,
} from "../models/technical/models";
import { accessModel, groupModel, userModel } from "../models/technical/users";
import { Registry } from "./registry";

/** Every model the stand-in plays. */
export const REGISTRY = new Registry([
  companyModel,
  currencyModel,
  currencyRateModel,
  countryModel,
  stateModel,
  languageModel,
  partnerModel,
  productModel,
  unitModel,
  locationModel,
  warehouseModel,
  pickingTypeModel,
  carrierModel,
  quantModel,
  journalModel,
  accountModel,
  taxModel,
  incotermModel,
  orderModel,
  orderLineModel,
  invoiceWizard,
  pickingModel,
  stockMoveModel,
  returnModel,
  returnLineModel,
  moveModel,
  moveLineModel,
  paymentModel,
  registerModel,
  reversalModel,
  purchaseModel,
  purchaseLineModel,
  messageModel,
  subtypeModel,
  trackingModel,
  attachmentModel,
  userModel,
  groupModel,
  accessModel,
  keyModel,
  keyDescriptionModel,
  identityModel,
  irModel,
  irFieldModel,
  externalIdModel,
  moduleModel,
  parameterModel,
  ruleModel,
  automationModel,
  serverActionModel,
]);
